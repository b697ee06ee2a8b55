#!/usr/bin/env python3
"""From the command to a page that answers, and what Rozmowa with its database weighs when nothing happens."""
import argparse
import json
import os
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HOME = os.environ.get("ROZMOWA_HOME") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def note(text):
    print(text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/session", timeout=1) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def start(home, data, command="start", patience=120):
    """The process, its port, and the milliseconds until it answered."""
    port = free_port()
    env = dict(os.environ, ROZMOWA_DATA=data, ROZMOWA_PORT=str(port))
    began = time.monotonic()
    process = subprocess.Popen([os.path.join(home, "rozmowa"), command], env=env, stdin=subprocess.DEVNULL,
                               stdout=sys.stderr, stderr=sys.stderr, start_new_session=True)
    while not answers(port):
        if process.poll() is not None or time.monotonic() - began > patience:
            stop(process)
            sys.exit("it did not start")
        time.sleep(0.01)
    return process, (time.monotonic() - began) * 1000


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def family(pid):
    found = [pid]
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/children") as children:
                for child in children.read().split():
                    found += family(int(child))
        except OSError:
            continue
    return found


def proportional_mb(pids):
    """PSS: pages shared between processes (PostgreSQL's buffers) count once."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as lines:
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def fresh_clone(folder):
    clone = os.path.join(folder, "clone")
    began = time.monotonic()
    subprocess.run(["git", "clone", "--quiet", HOME, clone], check=True, stdout=sys.stderr)
    os.chmod(folder, 0o755)
    process, _ = start(clone, os.path.join(folder, "clone-data"), "demo", patience=1800)
    seconds = time.monotonic() - began
    stop(process)
    return seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--idle", type=int, default=20, help="seconds to wait before weighing")
    parser.add_argument("--clone", action="store_true", help="also a fresh clone to a usable demo page, downloads included")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="rozmowa-bench-start-")
    os.chmod(folder, 0o711)
    try:
        data = os.path.join(folder, "data")
        process, _ = start(HOME, os.path.join(folder, "built"), patience=1800)  # builds what is not built
        stop(process)
        process, first = start(HOME, data)
        stop(process)
        times = []
        for run in range(options.runs):
            process, elapsed = start(HOME, data)
            times.append(elapsed)
            note(f"start {run + 1}: {elapsed:.0f} ms")
            if run == options.runs - 1:
                time.sleep(options.idle)
                pids = family(process.pid)
                app, whole = proportional_mb(pids[:1]), proportional_mb(pids)
            stop(process)
        result = {
            "name": "start",
            "first_start_ms": round(first),
            "second_start_ms": round(statistics.median(times)),
            "second_start_worst_ms": round(max(times)),
            "idle_app_mb": round(app),
            "idle_app_and_postgres_mb": round(whole),
            "runs": options.runs,
            "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
            "ratio_start_to_goal": round(statistics.median(times) / 4000, 2),
            "ratio_memory_to_goal": round(whole / 450, 2),
        }
        if options.clone:
            result["fresh_clone_to_page_s"] = round(fresh_clone(folder))
        print(json.dumps(result))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
