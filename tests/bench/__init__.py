"""bin/bench: what this build weighs and how long it takes, beside a yardstick measured in the same run.

Times depend on the machine and on what else it does, so no test asserts them: read the ratios.
Counts and bytes are asserted, too, in tests/test_build.py and tests/browser/test_budgets.py.
"""
