"""What a restarted sandbox still knows of the jobs of start_counting.py."""

from sandbox_client import BUCKET, Follower, answer, client, read_archive

sagemaker = client("sagemaker")


def lines_of(name):
    follower = Follower(name)
    follower.poll()
    return follower.lines


survivor = sagemaker.describe_training_job(TrainingJobName="contract-survivor")
listed = sagemaker.list_training_jobs(MaxResults=100)["TrainingJobSummaries"]
objects = client("s3").list_objects_v2(Bucket=BUCKET)["Contents"]
answer(
    {
        "survivor": survivor,
        "survivorLines": lines_of("contract-survivor"),
        "survivorModel": read_archive(survivor["ModelArtifacts"]["S3ModelArtifacts"]),
        "killed": sagemaker.describe_training_job(TrainingJobName="contract-killed"),
        "killedLines": lines_of("contract-killed"),
        "listed": {job["TrainingJobName"]: job["TrainingJobStatus"] for job in listed},
        "objects": [entry["Key"] for entry in objects],
    }
)
