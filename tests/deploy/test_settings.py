"""What stands in deploy/: it fits the course, the image and itself."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit_widgets import resources
from toolkit_widgets.hub import FOLDER

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
VALUES: dict[str, Any] = yaml.safe_load(
    (DEPLOY / "zero-to-jupyterhub" / "values.yaml").read_text("utf-8")
)
LITTLEST: dict[str, Any] = yaml.safe_load((DEPLOY / "tljh" / "config.yaml").read_text("utf-8"))
HUB_CONFIG = (DEPLOY / "tljh" / "course.py").read_text("utf-8")
SERVER_CONFIG = (resources.jupyter_config() / "hub" / "jupyter_server_config.py").read_text("utf-8")
LONGEST_LESSON_S, READING_S = 105 * 60, 20 * 60


def reaches_out(values: dict[str, Any]) -> list[str]:
    """What lets a learner's server talk to anybody but the hub and the cluster's names."""
    policy = values["singleuser"]["networkPolicy"]
    doors = {name for name, is_open in policy["egressAllowRules"].items() if is_open}
    return [
        *([] if policy["enabled"] else ["no policy"]),
        *map(str, policy["egress"]),
        *sorted(doors - {"dnsPortsKubeSystemNamespace"}),
    ]


def test_both_hubs_give_the_same() -> None:
    server, limits = VALUES["singleuser"], LITTLEST["limits"]
    assert server["memory"]["limit"] == limits["memory"]
    assert server["cpu"]["limit"] == limits["cpu"]
    assert VALUES["cull"]["timeout"] == LITTLEST["services"]["cull"]["timeout"]
    start = f"/notebooks/{FOLDER}/00_start_here.ipynb"
    assert server["defaultUrl"] == start
    assert f'"{start}"' in HUB_CONFIG
    assert server["extraEnv"]["TOOLKIT_INBOX"] == "/srv/toolkit/inbox"
    assert '"/srv/toolkit/inbox"' in HUB_CONFIG
    assert (resources.notebooks() / Path(start).name).is_file()


def test_the_image_has_the_settings_where_kubernetes_looks() -> None:
    version = (ROOT / "binder" / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")
    installed = f"/srv/conda/envs/notebook/lib/python{version}/site-packages/toolkit_widgets"
    folders = VALUES["singleuser"]["extraEnv"]["JUPYTER_CONFIG_PATH"].split(":")
    assert folders == [f"{installed}/jupyter/hub", f"{installed}/jupyter"]
    for folder in folders:
        assert (ROOT / "toolkit_widgets" / folder.removeprefix(f"{installed}/")).is_dir()
    assert VALUES["singleuser"]["storage"]["homeMountPath"] == "/home/jovyan"


def test_people_may_read_before_anything_ends() -> None:
    settings: dict[str, Any] = {}
    lines = [line for line in SERVER_CONFIG.splitlines() if "MappingKernelManager" in line]
    for line in lines:
        name, value = line.split(".")[-1].split(" = ")
        settings[name] = eval(value)
    assert settings["cull_connected"] is False
    assert settings["cull_idle_timeout"] > 2 * READING_S
    assert VALUES["cull"]["timeout"] > LONGEST_LESSON_S > settings["cull_idle_timeout"]


def test_a_learners_server_reaches_nobody_outside() -> None:
    assert reaches_out(VALUES) == []
    assert '"IPAddressDeny": "any"' in HUB_CONFIG


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("enabled", False, "no policy"),
        ("egress", [{"to": []}], "{'to': []}"),
        ("egressAllowRules", {"nonPrivateIPs": True}, "nonPrivateIPs"),
    ],
)
def test_an_open_door_would_be_found(key: str, value: Any, found: str) -> None:
    values = copy.deepcopy(VALUES)
    values["singleuser"]["networkPolicy"][key] = value
    assert reaches_out(values) == [found]


def test_each_learner_has_a_folder_of_their_own_in_the_inbox() -> None:
    storage = VALUES["singleuser"]["storage"]
    mount = storage["extraVolumeMounts"]["inbox"]
    assert mount["subPath"] == "{username}"
    assert mount["mountPath"] == VALUES["singleuser"]["extraEnv"]["TOOLKIT_INBOX"]
    assert mount["name"] == storage["extraVolumes"]["inbox"]["name"]


def test_facilitators_exist_and_administer_nothing() -> None:
    group = VALUES["hub"]["config"]["JupyterHub"]["load_groups"]["toolkit-facilitators"]
    users = LITTLEST["users"]
    assert group["users"] == users["extra_user_groups"]["toolkit-facilitators"]
    assert set(group["users"]) <= set(users["allowed"])
    assert not set(users["admin"]) & {*group["users"], *users["allowed"]}
    for name in group["users"]:
        assert name in VALUES["hub"]["config"]["Authenticator"]["allowed_users"]


class Mount:
    """As much of a spawner as the hook in values.yaml touches."""

    def __init__(self, *groups: str) -> None:
        named = [type("Group", (), {"name": name}) for name in groups]
        self.user = type("User", (), {"groups": named})
        self.volume_mounts = {"inbox": {"mountPath": "/srv/toolkit/inbox"}}


def test_only_facilitators_get_the_whole_inbox_and_only_to_read() -> None:
    class Settings:
        class KubeSpawner:
            pre_spawn_hook: Any = None

    exec(VALUES["hub"]["extraConfig"]["10-inbox-of-the-class"], {"c": Settings})
    hook = Settings.KubeSpawner.__dict__["pre_spawn_hook"]
    trainer, learner = Mount("toolkit-facilitators", "others"), Mount("others")
    hook(trainer)
    hook(learner)
    assert trainer.volume_mounts["class"]["readOnly"] is True
    assert "subPath" not in trainer.volume_mounts["class"]
    assert set(learner.volume_mounts) == {"inbox"}
