"""What the deployment guide and its files say is what the program does."""

import re
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from pydantic import SecretStr

from bot.__main__ import giveget
from bot.clock.system_clock import SystemClock
from bot.coach.records import PostState
from bot.main import build
from bot.server import GRACE, INSTALL_PATHS, LARGEST_BODY, SLACK_PATH
from bot.settings import Settings, variable
from tests.architecture.sources import ROOT

FILES = sorted(path for path in (ROOT / "deploy").rglob("*") if path.is_file())
ONE, MANY = ROOT / "deploy/one-machine", ROOT / "deploy/replicas"
KUBERNETES, MONITORING = ROOT / "deploy/kubernetes", ROOT / "deploy/monitoring"
SETTINGS = {variable(name) for name in Settings.model_fields}
PORT = Settings.model_fields["port"].default
READY = "/health/ready"


def variables(path: Path) -> dict[str, str]:
    """What an example of an environment file sets."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def objects() -> dict[str, Any]:
    """What the file for Kubernetes makes, by kind."""
    told = yaml.safe_load_all((KUBERNETES / "giveget.yml").read_text())
    return {each["kind"]: each for each in told}


def rules() -> list[dict[str, Any]]:
    """The alerts, as Prometheus reads them."""
    told = yaml.safe_load((MONITORING / "alerts.yml").read_text())
    found: list[dict[str, Any]] = told["groups"][0]["rules"]
    return found


def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((MANY / "compose.yml").read_text())
    return told


def unit() -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # systemd's names have capitals
    parser.read(ONE / "giveget.service")
    return parser


def instructions() -> dict[str, str]:
    """The last of each kind in the Dockerfile."""
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    return dict(line.split(" ", 1) for line in lines if re.match(r"[A-Z]+ ", line))


@pytest.mark.parametrize(
    "path", [ROOT / "DEPLOYMENT.md", ROOT / "Dockerfile", *FILES], ids=lambda path: path.name
)
def test_every_variable_is_a_setting(path: Path) -> None:
    assert set(re.findall(r"\bGIVEGET_[A-Z_]+", path.read_text())) - SETTINGS == set()


@pytest.mark.parametrize("path", [ROOT / "DEPLOYMENT.md", *FILES], ids=lambda path: path.name)
def test_every_command_exists(path: Path) -> None:
    lines = [
        line for line in path.read_text().splitlines() if not line.startswith(("#", "Description"))
    ]
    named = set(re.findall(r"(?:`|/bin/)giveget(?: |\n)([a-z]+)", "\n".join(lines)))
    assert named - set(giveget.commands) == set()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all metrics that a bot over a socket exports, which has those of a bot over HTTP as well."""
    file = tmp_path_factory.mktemp("metrics") / "giveget.db"
    settings = Settings(database_url=SecretStr(f"sqlite:///{file}"))
    bot = build(settings, clock=SystemClock(), over_http=False)
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        client.post(SLACK_PATH)
        shown = client.get("/metrics").text
    bot.close()
    return set(re.findall(r"^# TYPE (giveget_\w+) ", shown, re.MULTILINE))


def test_the_guide_names_every_file_and_only_metrics_that_exist(exported: set[str]) -> None:
    guide = (ROOT / "DEPLOYMENT.md").read_text()
    folders = {ONE, MANY, KUBERNETES, MONITORING}
    assert {path.parent for path in FILES} == folders
    assert all(f"(deploy/{folder.name})" in guide for folder in folders)
    metrics = set(re.findall(r"`(giveget_[a-z_]+)", guide))
    assert len(metrics) >= 10
    assert metrics - exported == set()
    assert (ROOT / "README.md").read_text().count("(DEPLOYMENT.md)") == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_names_a_registry_or_holds_a_secret(path: Path) -> None:
    images = re.findall(r"^\s*image: (\S+)", path.read_text(), re.MULTILINE)
    assert [image for image in images if "/" in image or "." in image.partition(":")[0]] == []
    if path.suffix == ".example":
        secret = {name for name in variables(path) if name.endswith(("SECRET", "TOKEN", "KEY"))}
        assert len(secret) == 3
        assert {variables(path)[name] for name in secret} == {""}


@pytest.mark.parametrize("folder", [ONE, MANY], ids=lambda path: path.name)
def test_an_example_sets_all_that_serving_needs_and_can_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_there = variables(folder / "giveget.env.example")
    if folder == MANY:
        set_there |= compose()["services"]["giveget-1"]["environment"]
    filled = {name: value or "0123456789abcdef" for name, value in set_there.items()}
    filled["GIVEGET_ENCRYPTION_KEY"] = "A" * 43 + "="
    monkeypatch.chdir(tmp_path)
    for name, value in filled.items():
        monkeypatch.setenv(name, value)
    settings = Settings().ready_to_serve()
    assert settings.port == PORT
    assert settings.encryption_keys


def test_the_unit_migrates_and_serves_and_waits_for_what_is_in_progress() -> None:
    service = unit()["Service"]
    assert service["ExecStartPre"].endswith("giveget migrate")
    assert service["ExecStart"].endswith("giveget serve")
    assert int(service["TimeoutStopSec"]) > GRACE
    assert service["KillMode"] == "mixed"
    database = variables(ONE / "giveget.env.example")["GIVEGET_DATABASE_URL"]
    assert database.startswith(f"sqlite:////var/lib/{service['StateDirectory']}/")
    assert service["EnvironmentFile"] in (ONE / "giveget.env.example").read_text()


def test_the_image_serves_where_everything_else_looks_for_it() -> None:
    told = instructions()
    assert (told["ENTRYPOINT"], told["CMD"]) == ('["python", "-m", "bot"]', '["serve"]')
    assert told["EXPOSE"] == str(PORT)
    assert f":{PORT}/health/live" in told["HEALTHCHECK"]
    assert "GIVEGET_HOST=0.0.0.0" in told["ENV"]


def test_the_replicas_are_alike_and_start_after_the_migration() -> None:
    services = compose()["services"]
    replicas = [services[name] for name in sorted(services) if re.fullmatch(r"giveget-\d", name)]
    assert len(replicas) == 2
    assert replicas[0] == replicas[1]
    assert replicas[0]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert f":{PORT}{READY}" in replicas[0]["healthcheck"]["test"][-1]
    assert "command" not in replicas[0]
    assert services["migrate"]["command"] == ["migrate"]
    assert services["migrate"]["image"] == replicas[0]["image"]
    notice = float(replicas[0]["environment"]["GIVEGET_NOTICE_SECONDS"])
    assert int(replicas[0]["stop_grace_period"].rstrip("s")) > notice + GRACE
    assert [name for name, one in services.items() if "ports" in one] == ["caddy"]


@pytest.mark.parametrize("folder", [ONE, MANY], ids=lambda path: path.name)
def test_the_proxy_publishes_slacks_paths_and_nothing_else(folder: Path) -> None:
    proxy = (folder / "Caddyfile").read_text()
    assert re.findall(r"handle (\S+) \{", proxy) == ["@slack"]
    (published,) = re.findall(r"@slack path (.+)", proxy)
    assert published.split() == [SLACK_PATH, *INSTALL_PATHS]
    assert "respond 404" in proxy
    assert proxy.count("{") == proxy.count("}")
    upstream = re.findall(r"[\w.-]+:\d+", proxy.partition("reverse_proxy")[2].partition("{")[0])
    names = (
        [name for name in compose()["services"] if name.startswith("giveget-")]
        if folder == MANY
        else ["127.0.0.1"]
    )
    assert upstream == [f"{name}:{PORT}" for name in names]
    assert 1_000_000 * int(re.findall(r"max_size (\d+)MB", proxy)[0]) <= LARGEST_BODY
    assert (f"health_uri {READY}" in proxy) is (folder == MANY)
    assert "request_buffers 1MB" in proxy
    assert "read_body 5s" in proxy


def test_nginx_publishes_slacks_path_alone_and_waits_for_whole_requests() -> None:
    proxy = (ONE / "nginx.conf").read_text()
    assert re.findall(r"location (.+) \{", proxy) == [f"= {SLACK_PATH}", "/"]
    assert "return 404;" in proxy
    assert f"proxy_pass http://127.0.0.1:{PORT};" in proxy
    assert proxy.count("{") == proxy.count("}")
    for line in (
        "client_header_timeout 5s;",
        "client_body_timeout 5s;",
        "client_max_body_size 1m;",
        "client_body_buffer_size 1m;",
        "proxy_request_buffering on;",
    ):
        assert line in proxy
    assert LARGEST_BODY >= 1024 * 1024


def test_on_kubernetes_pods_migrate_serve_unprivileged_and_get_notice() -> None:
    found = objects()
    assert set(found) == {"Deployment", "Service", "PodDisruptionBudget", "Ingress"}
    pod = found["Deployment"]["spec"]["template"]["spec"]
    (migrate,), (serve,) = pod["initContainers"], pod["containers"]
    assert migrate["args"] == ["migrate"]
    assert "args" not in serve
    assert migrate["image"] == serve["image"] == "giveget"
    assert serve["ports"] == [{"name": "http", "containerPort": PORT}]
    assert serve["readinessProbe"]["httpGet"]["path"] == READY
    assert serve["livenessProbe"]["httpGet"]["path"] == "/health/live"
    notice = float(serve["env"][0]["value"])
    asked = serve["readinessProbe"]["periodSeconds"] * serve["readinessProbe"]["failureThreshold"]
    assert asked < notice
    assert pod["terminationGracePeriodSeconds"] > notice + GRACE
    for container in (migrate, serve):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["envFrom"] == [{"secretRef": {"name": "giveget"}}]
    user = pod["securityContext"]["runAsUser"]
    assert f"useradd --system --uid {user} giveget" in (ROOT / "Dockerfile").read_text()


def test_on_kubernetes_slacks_path_is_published_and_nothing_else() -> None:
    found = objects()
    labels = found["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert found["Service"]["spec"]["selector"] == labels
    assert found["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    (rule,) = found["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert (path["path"], path["pathType"]) == (SLACK_PATH, "Exact")
    assert path["backend"]["service"]["name"] == found["Service"]["metadata"]["name"]


def test_every_alert_is_about_metrics_that_the_program_exports(exported: set[str]) -> None:
    named: set[str] = set()
    for rule in rules():
        metrics = {
            name.removesuffix("_bucket") for name in re.findall(r"giveget_\w+", rule["expr"])
        }
        assert metrics, rule["alert"]
        named |= metrics
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"]
        states = set(re.findall(r'giveget_posts\{state="(\w+)"', rule["expr"]))
        assert states <= set(PostState)
        outcomes = set(re.findall(r'outcome="(\w+)"', rule["expr"]))
        assert outcomes <= {"answered", "refused", "failed"}
    assert named - exported == set()
    guide = (ROOT / "DEPLOYMENT.md").read_text()
    told = set(re.findall(r"`(giveget_[a-z_]+)", guide))
    assert told - named == set(), "what one is told to watch has an alert"
