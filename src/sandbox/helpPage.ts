/** What `--help` prints: enough for a stranger to use the sandbox. */
export const helpPage = `The local sandbox of SageMaker Workbench: a server on this computer that speaks the APIs of
Amazon SageMaker (training and processing jobs), S3, CloudWatch and CloudWatch Logs, and the few
calls to STS, IAM, Service Quotas and ECR that a launch makes. It runs the jobs' scripts as
processes of yours, as SageMaker's containers would. It needs Python, no Docker, no account.

Usage: npm run --silent sandbox -- [options]

  --port N           port on 127.0.0.1 (default: any free one)
  --data DIR         folder for jobs, objects, logs, metrics and credentials; one of its own, which
                     is closed to other users
  --python PATH      interpreter for scripts (default: the first Python 3.9 or newer on the PATH)
  --install-requirements
                     install what a job's requirements.txt names and the interpreter lacks into a
                     virtual environment in the data folder, for every job; else only for jobs
                     whose Environment says SAGEMAKER_WORKBENCH_INSTALL=requirements. pip uses
                     your own pip.conf, PIP_* and proxy variables
  --exit-when-idle   print no credentials, and leave two minutes after the last heartbeat of a
                     window when nothing runs (as the extension starts it)
  --adopt-data       use the data folder although it holds files of something else, or of a
                     sandbox whose folder was deleted in part (as the extension starts it)
  --help             show this page

Instead of running a sandbox, also while one runs on the same data:

  --usage            show what the data folder holds
  --clear WHAT       "everything" removes all but the credentials (not while jobs run);
                     "ended-jobs" removes these with their logs and metrics, but no objects
  --prune DAYS       remove jobs that ended, and logs, metrics and Python environments that were
                     last used, more than so many days ago

It runs until Ctrl+C, which ends the running jobs, too.

THE FIRST LINE on standard output is JSON. Everything else goes to standard error.

  {"endpoint":"http://127.0.0.1:PORT","region":"us-east-1","accessKeyId":"...",
   "secretAccessKey":"...","dataDir":"..."}

The keys stay the same for a data folder; the port changes unless --port fixes it. The keys open
nothing but this sandbox. Whoever has them can run programs as you, so keep them as you keep SSH
keys. Requests without a valid signature are refused, and so is every other computer.

ENVIRONMENT VARIABLES for all tools, from that line (with jq):

  umask 077
  npm run --silent sandbox -- --port 4567 > sandbox.json &
  # when sandbox.json has its line:
  export AWS_ENDPOINT_URL=$(jq -r .endpoint sandbox.json) AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=$(jq -r .accessKeyId sandbox.json)
  export AWS_SECRET_ACCESS_KEY=$(jq -r .secretAccessKey sandbox.json)
  unset AWS_PROFILE AWS_SESSION_TOKEN

BOTO3 1.28 or newer reads these variables:

  boto3.client("sagemaker").list_training_jobs()

  An older one, and code that shall not depend on them, names the endpoint:
  boto3.client("sagemaker", endpoint_url=..., region_name="us-east-1",
               aws_access_key_id=..., aws_secret_access_key=...)

AWS CLI. Version 1.29, version 2.13 and newer ones read AWS_ENDPOINT_URL. Older ones, such as
Debian's 2.9, do not, and would go to the real AWS: give each command the endpoint.

  aws sagemaker list-training-jobs --endpoint-url "$AWS_ENDPOINT_URL"

  With a profile of your own in ~/.aws/config instead of the variables:
  [profile sandbox]
  region = us-east-1
  endpoint_url = http://127.0.0.1:4567
  aws_access_key_id = ...
  aws_secret_access_key = ...

SAGEMAKER PYTHON SDK, versions 2 and 3. It asks STS at an address of its own, which beats
AWS_ENDPOINT_URL. A boto3 session that always takes the sandbox mends that:

  class SandboxSession(boto3.Session):
      def client(self, *args, **options):
          options["endpoint_url"] = os.environ["AWS_ENDPOINT_URL"]
          return super().client(*args, **options)

  session = sagemaker.Session(boto_session=SandboxSession())                      # version 2
  session = sagemaker.core.helper.session_helper.Session(boto_session=SandboxSession())   # 3

  Hand it on as sagemaker_session, with the role below.

AWS SDK FOR JAVASCRIPT. S3 wants addresses with the bucket in the path:

  new SageMakerClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
  new S3Client({ endpoint, region, credentials, forcePathStyle: true })

WHAT A JOB NEEDS
  role     arn:aws:iam::000000000000:role/SageMakerLocalSandbox
  image    the address of an AWS training image: it decides how arguments reach the script.
           It is never pulled; the script runs with your own Python and what is installed there.
  bucket   make one first; the SDK's default is sagemaker-us-east-1-000000000000
  code     as script mode wants it: sagemaker_program and sagemaker_submit_directory; the SDK
           does that for you

DEBUGGING A SCRIPT
  With SAGEMAKER_WORKBENCH_DEBUG=wait in a training job's Environment its script waits, ten minutes
  at most, for a debugger: the extension's "Debug This Script in the Sandbox" sets it and joins. The
  interpreter needs debugpy; install-and-wait installs it into a virtual environment in the data
  folder. The debugger comes through a socket of yours alone, no port is opened for it. It joins the
  first host, and one process: what the script starts passes breakpoints by.

WHAT IS DIFFERENT FROM AWS
  Instances are processes of this computer, whatever their type; several are several processes.
  There is no /opt/ml: scripts find their folders by SM_MODEL_DIR, SM_CHANNEL_... and the like, or
  take them as hyperparameters, where /opt/ml/... becomes the job's own folder. Nor do the names
  algo-1, algo-2 lead to an address: every host is 127.0.0.1.
  Nothing isolates a script from your files: run only what you would run anyway.
  Nothing is billed, and nothing waits for capacity. One account (000000000000), one region.
  Scripts get this sandbox as their only AWS; your own keys and profiles never reach them.
  CloudWatch: host metrics are what the processes use of this computer, disk is how full the
  volume is. There is no metric math.
  S3 takes signatures of version 4 only. boto3 and the CLI 1 presign with version 2 unless told
  Config(signature_version="s3v4"), or: aws configure set default.s3.signature_version s3v4
  Live Tail needs a boto3 client with Config(inject_host_prefix=False).
  What the sandbox does not have it refuses by name, as AWS refuses an unknown operation.
`;
