"""The site goes on when its web server gave up, and ends when it is told to or is broken from the start."""

import pytest

from yizhan.cli import steady


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


class Server:
    """Lives so long, then ends with that status; None for being told to stop."""

    def __init__(self, clock: Clock, lives: float, status: int | None, *, told: bool = False) -> None:
        self.clock, self.lives, self.status, self.interrupt_signal = clock, lives, status, told

    def serve(self) -> None:
        self.clock.now += self.lives
        if self.status is not None:
            raise SystemExit(self.status)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(steady, "monotonic", lambda: made.now)
    monkeypatch.setattr(steady, "sleep", made.wait)
    return made


def test_a_server_that_was_told_to_stop_is_not_started_again(clock: Clock) -> None:
    servers = [Server(clock, 60, None)]
    steady.serve(servers.pop)
    assert (servers, clock.waits) == ([], [])


def test_one_that_gave_up_is_started_again(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    servers = [Server(clock, 60, None), Server(clock, 3, 1), Server(clock, 60, 1)]
    steady.serve(servers.pop)
    assert (servers, clock.waits) == ([], [1.0, 2.0])
    assert capsys.readouterr().err == "网站进程意外停止，正在重新启动\n" * 2


def test_one_that_gave_up_while_it_was_told_to_stop_is_not_started_again(clock: Clock) -> None:
    servers = [Server(clock, 60, 1, told=True)]
    steady.serve(servers.pop)
    assert (servers, clock.waits) == ([], [])


def test_a_word_to_stop_that_comes_between_two_is_heard(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Server(clock, 60, 1)
    monkeypatch.setattr(steady, "sleep", lambda _: setattr(first, "interrupt_signal", True))
    servers = [first]
    steady.serve(servers.pop)
    assert servers == []


def test_five_that_never_stood_are_enough(clock: Clock) -> None:
    servers = [Server(clock, 1, 3) for _ in range(6)]
    with pytest.raises(SystemExit) as ended:
        steady.serve(servers.pop)
    assert (ended.value.code, len(servers), clock.waits) == (3, 1, [1.0, 2.0, 4.0, 8.0])
