#!/usr/bin/python3
"""kill_sweep_view.py SCENARIO NUMBER EFFECT: one point of kill_sweep, as JSON.

In a view of overlay-run only. EFFECT "trace" hits nothing, and lists the steps.
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
