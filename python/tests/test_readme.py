"""What README shows does what it says."""

import subprocess
import sys
from pathlib import Path


def test_the_example_prints_what_is_shown():
    readme = (Path(__file__).parents[1] / "README.md").read_text()
    program, printed = (readme.split(f"```{language}\n")[1].split("```")[0] for language in ("python", "text"))
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (run.stderr, run.stdout) == ("", printed)
