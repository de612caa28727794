"""Scripts and styles: esbuild makes them, webassets names, hashes and lists them."""

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from webassets import Bundle, Environment
from webassets.version import HashVersion

from server.assets.node import node
from server.assets.paths import PWA
from server.assets.problem import BuildError

TARGET = "chrome111,firefox115,safari16.4"
"""The oldest browsers of the design; iOS 16.4 is the first with web push."""


@dataclass(frozen=True)
class Scripts:
    """What the page loads. URLs begin with a slash."""

    main: str
    first: list[str]
    """Small classic scripts that run before the page is drawn."""
    all: list[str]


def build_scripts(out: Path, define: Mapping[str, str]) -> Scripts:
    """Bundle the app into `out`/assets, one chunk a lazy screen, and return the URLs."""
    with tempfile.TemporaryDirectory() as folder:
        made = _esbuild(
            PWA / "src/main.tsx",
            f"--outdir={folder}",
            f"--metafile={folder}/meta.json",
            "--splitting",
            "--format=esm",
            "--chunk-names=[name]-[hash]",
            # As if every lazy screen imported it, which by then runs already: so all that it needs is shared by
            # the same files and stands in one of them, not in one for each mix of screens (19 requests).
            f"--inject:{PWA / 'src/main.tsx'}",
            define=define,
        )
        holder = _holder(Path(folder))
        _squeeze("module", *(Path(folder) / name for name in made))
        (Path(folder) / "early.js").write_text(build_early(), "utf-8")
        urls = _name(Path(folder), out, sorted({*made, "early.js"} - {"main.js"}))
        return Scripts(urls[holder], [urls["early.js"]], sorted(urls.values()))


def build_early() -> str:
    """Return the script that runs before the page is drawn, a classic one: a module would run after."""
    return _text(PWA / "src/early.ts", "js", "--format=iife")


def build_style() -> str:
    """Return the whole style sheet, which the page carries inline: 0.4 s less on a slow first visit."""
    return _text(PWA / "src/ui/styles/app.css", "css")


def build_worker(define: Mapping[str, str]) -> str:
    """Return the service worker, a classic script."""
    return _text(PWA / "src/sw/sw.ts", "js", "--format=iife", define=define)


def _holder(folder: Path) -> str:
    """Return the name of the chunk with all of main in it.

    As every lazy screen shares it, main.js itself only names this chunk: the page does so too, one request fewer.
    """
    outputs = json.loads((folder / "meta.json").read_text())["outputs"]
    meta = {Path(name).name: about for name, about in outputs.items()}
    (holder,) = (
        Path(chunk["path"]).name
        for chunk in meta["main.js"]["imports"]
        if chunk["kind"] == "import-statement"
    )
    return holder


def _name(made: Path, out: Path, names: list[str]) -> dict[str, str]:
    """Let webassets write each file of `made` into `out`/assets; return file name → URL."""
    environment = Environment(
        str(out),
        "/",
        manifest=f"json:{out}/manifest.json",
        versions=HashVersion(12, hashlib.sha256),
        auto_build=False,
        cache=False,
        debug=False,
    )
    urls = {}
    for name in names:
        # esbuild already hashed the chunks, for they name each other; only this one needs a hash from here.
        output = "assets/early-%(version)s.js" if name == "early.js" else f"assets/{name}"
        bundle = Bundle(str(made / name), output=output)
        environment.register(name, bundle)
        bundle.build(force=True)
        version = environment.manifest.query(bundle, environment)
        urls[name] = "/" + (output % {"version": version} if "%" in output else output)
    return urls


def _text(entry: Path, suffix: str, *options: str, define: Mapping[str, str] | None = None) -> str:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"out.{suffix}"
        _esbuild(entry, f"--outfile={target}", *options, define=define or {})
        if suffix == "js":
            _squeeze("classic", target)
        return target.read_text("utf-8").strip()


def _esbuild(entry: Path, *options: str, define: Mapping[str, str]) -> list[str]:
    """Run esbuild on one entry; return the names of the scripts in its --outdir."""
    command = [
        str(program()),
        str(entry),
        "--bundle",
        "--minify",
        f"--target={TARGET}",
        "--jsx=automatic",
        "--jsx-import-source=preact",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
        *options,
        *(f"--define:{name}={value}" for name, value in define.items()),
    ]
    done = subprocess.run(command, cwd=PWA, capture_output=True, text=True)
    if done.returncode != 0:
        raise BuildError(f"esbuild refused the sources:\n{done.stderr.strip()}")
    folder = next(
        (option.removeprefix("--outdir=") for option in options if option.startswith("--outdir=")),
        None,
    )
    return [path.name for path in Path(folder).glob("*.js")] if folder else []


def _squeeze(kind: str, *files: Path) -> None:
    """Let terser rewrite scripts in place, modules or classic ones: 3.5 % fewer bytes than esbuild alone."""
    command = [str(node()), str(PWA / "squeeze.mjs"), kind, *map(str, files)]
    done = subprocess.run(command, cwd=PWA, capture_output=True, text=True)
    if done.returncode != 0:
        raise BuildError(f"terser refused what esbuild made:\n{done.stderr.strip()}")


def program() -> Path:
    """Return the path of esbuild."""
    # The npm package's own launcher needs Node at every run; the binary under it does not.
    programs = sorted((PWA / "node_modules/@esbuild").glob("*/bin/esbuild*")) + sorted(
        (PWA / "node_modules/@esbuild").glob("*/esbuild.exe")
    )
    if not programs:
        raise BuildError("esbuild is missing; run bin/setup.")
    return programs[0]
