"""What the service refuses, by its own error codes."""

from botocore.exceptions import ClientError
from sandbox_client import BUCKET, answer, client, follow_to_end, start_job, training_request


def refusal(call):
    try:
        call()
    except ClientError as error:
        return {
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
        }
    return None


sagemaker = client("sagemaker")
s3 = client("s3")
NAME = "contract-refusals"
start_job(NAME, {"train.py": "print('once')"})
duplicate = refusal(lambda: sagemaker.create_training_job(**training_request(NAME, "train.py")))
follow_to_end(NAME)

# botocore checks lengths and required members itself; a pattern reaches the service.
bad_name = training_request("not a name!", "train.py")
refusals = {
    "duplicate": duplicate,
    "badName": refusal(lambda: sagemaker.create_training_job(**bad_name)),
    "unknownJob": refusal(
        lambda: sagemaker.describe_training_job(TrainingJobName="contract-no-such-job")
    ),
    "unknownOperation": refusal(sagemaker.list_notebook_instances),
    "unknownKey": refusal(lambda: s3.get_object(Bucket=BUCKET, Key="no/such/key")),
    "unknownBucket": refusal(lambda: s3.list_objects_v2(Bucket="contract-no-such-bucket")),
}
jobs = sagemaker.list_training_jobs(MaxResults=100)["TrainingJobSummaries"]
answer({"refusals": refusals, "jobs": [job["TrainingJobName"] for job in jobs]})
