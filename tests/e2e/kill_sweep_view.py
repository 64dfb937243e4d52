#!/usr/bin/python3
"""kill_sweep_view.py SCENARIO NUMBER EFFECT: runs one point of kill_sweep, and prints it as JSON.

Runs only in a view of overlay-run. EFFECT is "kill", the name of an error, or "trace", which lets
every step succeed and lists the steps.
"""

import json
import sys

from scene import sweep, testing


def main(scenario, number, effect):
    testing.set_up_host()
    run = sweep.Run(sweep.Point(scenario, int(number), effect)).go()
    result = run.result()
    if effect == "trace":
        result["steps"] = sweep.steps()
    print(json.dumps(result))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
