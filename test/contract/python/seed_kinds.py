"""Fills an empty account at the endpoint in the environment with resources of the kinds that it can create.

Prints {kind: [name, ...]}; a child's names stand under the kind and its parent's name: `modelPackage churn`.
"""

import json

import boto3

ROLE = "arn:aws:iam::123456789012:role/Seed"
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:7"
BUCKET = "s3://seed"
TOKEN = "seed-" + "0" * 32
SOURCE = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"{BUCKET}/in"}}
CLUSTER = {"InstanceType": "ml.m5.large", "InstanceCount": 2}

sagemaker = boto3.client("sagemaker")
seeded = {}


def several(kind, count, create):
    """Creates `count` resources of a kind, each under a name of its own."""
    seeded[kind] = [f"{kind}-{number}".replace(" ", "-") for number in range(count)]
    for name in seeded[kind]:
        create(name)


def training_job(name):
    sagemaker.create_training_job(
        TrainingJobName=name,
        AlgorithmSpecification={"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        RoleArn=ROLE,
        OutputDataConfig={"S3OutputPath": f"{BUCKET}/out"},
        ResourceConfig={**CLUSTER, "VolumeSizeInGB": 10},
        StoppingCondition={"MaxRuntimeInSeconds": 60},
    )


def model(name):
    container = {"Image": IMAGE, "ModelDataUrl": f"{BUCKET}/model.tar.gz"}
    sagemaker.create_model(ModelName=name, PrimaryContainer=container, ExecutionRoleArn=ROLE)


def endpoint_config(name):
    variant = {
        "VariantName": "AllTraffic",
        "ModelName": "model-0",
        "InitialInstanceCount": 2,
        "InstanceType": "ml.m5.large",
        "InitialVariantWeight": 1,
    }
    sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant])


def endpoint(name):
    sagemaker.create_endpoint(EndpointName=name, EndpointConfigName="endpointConfig-0")


def tuning_job(name):
    limits = {"MaxNumberOfTrainingJobs": 5, "MaxParallelTrainingJobs": 2}
    sagemaker.create_hyper_parameter_tuning_job(
        HyperParameterTuningJobName=name,
        HyperParameterTuningJobConfig={"Strategy": "Bayesian", "ResourceLimits": limits},
    )


def processing_job(name):
    sagemaker.create_processing_job(
        ProcessingJobName=name,
        ProcessingResources={"ClusterConfig": {**CLUSTER, "VolumeSizeInGB": 10}},
        AppSpecification={"ImageUri": IMAGE},
        RoleArn=ROLE,
    )


def transform_job(name):
    sagemaker.create_transform_job(
        TransformJobName=name,
        ModelName="model-0",
        TransformInput={"DataSource": SOURCE},
        TransformOutput={"S3OutputPath": f"{BUCKET}/out"},
        TransformResources=CLUSTER,
    )


def model_group(name):
    sagemaker.create_model_package_group(
        ModelPackageGroupName=name, ModelPackageGroupDescription="who leaves"
    )
    container = {"Image": IMAGE, "ModelDataUrl": f"{BUCKET}/model.tar.gz"}
    versions = [
        sagemaker.create_model_package(
            ModelPackageGroupName=name,
            InferenceSpecification={
                "Containers": [container],
                "SupportedContentTypes": ["text/csv"],
                "SupportedResponseMIMETypes": ["text/csv"],
            },
            ModelApprovalStatus="PendingManualApproval",
        )["ModelPackageArn"]
        for _ in range(3)
    ]
    seeded[f"modelPackage {name}"] = [arn.split("/", 1)[1] for arn in versions]


def notebook_instance(name):
    sagemaker.create_notebook_instance(
        NotebookInstanceName=name, InstanceType="ml.t3.medium", RoleArn=ROLE
    )


def pipeline(name):
    sagemaker.create_pipeline(
        PipelineName=name, PipelineDefinition="{}", ClientRequestToken=TOKEN, RoleArn=ROLE
    )
    executions = [
        sagemaker.start_pipeline_execution(PipelineName=name, ClientRequestToken=TOKEN)
        for _ in range(2)
    ]
    seeded[f"pipelineExecution {name}"] = [
        execution["PipelineExecutionArn"].rsplit("/", 1)[1] for execution in executions
    ]


several("trainingJob", 230, training_job)
several("model", 3, model)
several("endpointConfig", 3, endpoint_config)
several("endpoint", 120, endpoint)
several("tuningJob", 3, tuning_job)
several("processingJob", 110, processing_job)
several("transformJob", 3, transform_job)
several("modelPackageGroup", 2, model_group)
several("notebookInstance", 3, notebook_instance)
several("pipeline", 2, pipeline)
seeded.update({f"variant {name}": ["AllTraffic"] for name in seeded["endpoint"]})
print(json.dumps(seeded))
