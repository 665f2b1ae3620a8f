"""The tests that the README shows to other people: each runs in a project of its own, and passes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "sandbox" / "README.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"<!-- test: (\w+) -->\n```python\n(.*?)```", README, re.DOTALL))

DJANGO = {
    "pytest.ini": "[pytest]\nDJANGO_SETTINGS_MODULE = project\n",
    "project.py": """
SECRET_KEY = "made up"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["bills"]
ROOT_URLCONF = "bills.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
""",
    "bills/__init__.py": "",
    "bills/models.py": """
from django.db import models


class Bill(models.Model):
    session = models.CharField(max_length=40)
    seconds = models.IntegerField()
""",
    "bills/urls.py": """
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bills.models import Bill
from callcenter_client import webhooks


@csrf_exempt
def notify(request):
    event = webhooks.parse(request.body)
    if isinstance(event, webhooks.Billing):
        Bill.objects.create(session=event.session, seconds=event.time_length)
    return JsonResponse({"result": {"error": 0, "msg": ""}})


urlpatterns = [path("callcenter/notify", notify)]
""",
}


def test_there_are_the_four_that_are_promised() -> None:
    assert list(EXAMPLES) == ["dialler", "receiver", "sync", "django"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_passes(tmp_path: Path, name: str) -> None:
    for path, text in (DJANGO if name == "django" else {}).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / f"test_{name}.py").write_text(EXAMPLES[name], encoding="utf-8")
    # A proxy that isn't there: none must be asked.
    environment = os.environ | {"http_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"]
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(tmp_path), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    )
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout + done.stderr
