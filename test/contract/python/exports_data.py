"""What the channels of the plans read. Usage: exports_data.py BUCKET"""

import json
import sys

from sandbox_client import client

s3 = client("s3")
s3.create_bucket(Bucket=sys.argv[1])
for name in ("data/a.csv", "data/it's \"q\" ü.csv"):
    s3.put_object(Bucket=sys.argv[1], Key=name, Body=b"1,2\n")
print(json.dumps(None))
