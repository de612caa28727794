"""The one error of the build."""


class BuildError(Exception):
    """The app cannot be built; the message is one sentence that says what to do."""
