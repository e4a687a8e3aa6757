"""The flows as `prefect.yaml` names them: for workers, which start them in the folder of the dataset, where `.env` is.

What the command line does around a flow that is typed is done here: batches are worked on as the settings say.
"""

from flows.ingest import ingest as _ingest
from flows.ingest import task_runner
from flows.publish import publish as publish
from flows.settings import load

ingest = _ingest.with_options(task_runner=task_runner(load()))
