"""Every training and processing job of the sandbox, with its status."""

from sandbox_client import answer, client

sagemaker = client("sagemaker")
found = {}
for kind in ("Training", "Processing"):
    pages = sagemaker.get_paginator(f"list_{kind.lower()}_jobs").paginate()
    for page in pages:
        for job in page[f"{kind}JobSummaries"]:
            found[job[f"{kind}JobName"]] = job[f"{kind}JobStatus"]
answer(found)
