"""A child of `cold_start`: the steps of `yizhan score SCHEME BOOK`, each timed once, in one process that has done nothing before."""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

SCHEME, BOOK = sys.argv[1], Path(sys.argv[2])
steps: dict[str, float] = {}
before = time.perf_counter()


def done(step: str) -> None:
    """Ends the step that began when the last one ended."""
    global before
    now = time.perf_counter()
    steps[step] = round(now - before, 4)
    before = now


import_module("yizhan.cli.entry")
import_module("yizhan.cli.score")
done("import")
scheme = import_module("yizhan.appraisal.catalogue").scheme(SCHEME)
done("load the scheme")
today = import_module("yizhan.kernel.clock").today()
opened = import_module("yizhan.appraisal.records").open_records([BOOK], today=today)
done("read the workbook")
appraise = import_module("yizhan.appraisal.appraise")
timing = import_module("yizhan.appraisal.timing")
engine = import_module("yizhan.facts.engine")
inputs = import_module("yizhan.rules.building.inputs")
request, station = appraise.Request(scheme), opened.station(None)
period = timing.period_of(scheme, opened.facts, None, {})
done("find station and period")
engine.measure(opened.facts, period, inputs.indicators_of(scheme), [station])
done("measure")
sheet = appraise.appraise(request, opened.facts, station).sheet
done("measure again and score")
output = import_module("yizhan.cli.output")
output.write_one(sheet, scheme, "table", None, plan=None, refused=())
done("render the table")
print(json.dumps(steps))
