"""Statements for indicators that look across rows: latest statements, weeks, duty, employment, rows per seeker."""

from collections.abc import Sequence

from yizhan.facts.definitions import Indicator, Seekers
from yizhan.facts.sql.rows import packed
from yizhan.facts.sql.scope import Scope, Statement, all_of, passing


def latest(scope: Scope, table: str, columns: dict[str, str], conditions: list[str]) -> Statement:
    """What the latest acceptable row of each station says; `columns` maps aliases to expressions."""
    selected = [f"{expression} AS {alias}" for alias, expression in columns.items()]
    ranked = scope.latest(table, selected, conditions)
    return Statement(f"{table}_latest", (table,), f"SELECT station, {', '.join(columns)} FROM {ranked} l")


def weeks(scope: Scope, indicator: Indicator) -> Statement:
    """Rows per full week in which the station was open throughout: weeks met, least, sum; the same for working
    weeks."""
    writer = scope.writer
    numbers = writer.calendar.weeks
    first, last = (numbers.start, numbers.stop - 1) if numbers else (1, 0)
    conditions = [*scope.asked(), *writer.within(writer.period_days), *scope.accepted(indicator)]
    monday = f"{writer.days_since('p.opened', writer.calendar.monday)} <= w.week * 7"
    sunday = f"(p.closed IS NULL OR {writer.days_since('p.closed', writer.calendar.monday)} >= w.week * 7 + 6)"
    workless = ", ".join(map(str, writer.calendar.workless_weeks)) or "-1"
    working = f"FILTER (WHERE w.week NOT IN ({workless}))"
    sql = (
        "SELECT w.station AS station, count(*) AS weeks, min(w.n) AS least, CAST(sum(w.n) AS BIGINT) AS total,"
        f" count(*) {working} AS working_weeks, coalesce(min(w.n) {working}, 0) AS working_least,"
        f" CAST(coalesce(sum(w.n) {working}, 0) AS BIGINT) AS working_total"
        f" FROM (SELECT station, {writer.week('day')} AS week, count(*) AS n"
        f" FROM {scope.source(str(indicator.table))} WHERE {all_of(conditions)}"
        f" GROUP BY station, {writer.week('day')}) w"
        f" JOIN {scope.profile()} p ON p.station = w.station"
        f" WHERE w.week BETWEEN {first} AND {last} AND {monday} AND {sunday} GROUP BY w.station"
    )
    return Statement("weeks", (str(indicator.table), "stations"), sql)


def duty(scope: Scope, indicator: Indicator) -> Statement:
    """Different people per working day on which the station was open: days met, least, sum, and the rows behind the
    sum."""
    writer = scope.writer
    table = str(indicator.table)
    conditions = [*scope.asked(), *writer.within(writer.period_days), *scope.accepted(indicator)]
    people = (
        f"SELECT station, day, person, count(*) AS n FROM {scope.source(table)}"
        f" WHERE {all_of(conditions)} GROUP BY station, day, person"
    )
    days = f"SELECT station, day, count(*) AS people, sum(n) AS n FROM ({people}) x GROUP BY station, day"
    sql = (
        "SELECT d.station AS station, count(*) AS days, min(d.people) AS least,"
        f" CAST(sum(d.people) AS BIGINT) AS people, CAST(sum(d.n) AS BIGINT) AS total FROM ({days}) d JOIN {scope.profile()} p ON p.station = d.station"
        " WHERE d.day >= p.opened AND (p.closed IS NULL OR d.day <= p.closed) GROUP BY d.station"
    )
    return Statement("duty", (table, "stations"), sql)


def employment(scope: Scope, indicator: Indicator) -> Statement:
    """The least number of different people employed on a day open.

    The number only falls on the day after somebody's last day, so that it is enough to look at the first day open
    and at those days.
    """
    writer = scope.writer
    start, end = writer.day(writer.period.start), writer.day(writer.period.end)
    table = str(indicator.table)
    conditions = [*scope.asked(), *writer.within(writer.days(indicator.window)), *scope.accepted(indicator)]
    after = writer.next_day("e.until")
    sql = (
        f"WITH employed AS (SELECT station, person, day, until FROM {scope.source(table)} WHERE {all_of(conditions)}),"
        f" span AS (SELECT station, greatest(opened, {start}) AS a, least(coalesce(closed, {end}), {end}) AS z"
        f" FROM {scope.profile()} p WHERE opened <= {end}"
        f" AND (closed IS NULL OR (closed >= {start} AND closed >= opened))),"
        " moments AS (SELECT station, a AS d FROM span UNION"
        f" SELECT e.station, {after} AS d FROM employed e JOIN span s ON s.station = e.station"
        f" WHERE {after} >= s.a AND {after} <= s.z),"
        " counted AS (SELECT m.station AS station, m.d AS d, count(DISTINCT e.person) AS n FROM moments m"
        " LEFT JOIN employed e ON e.station = m.station AND e.day <= m.d AND (e.until IS NULL OR e.until >= m.d)"
        " GROUP BY m.station, m.d) SELECT station, min(n) AS least FROM counted GROUP BY station"
    )
    return Statement("employment", (table, "stations"), sql)


def seekers(scope: Scope, asked: Sequence[tuple[Indicator, Seekers]]) -> Statement:
    """Rows per seeker of every table asked for: seekers, least, sum.

    The seekers are found once; of the tables that serve them only rows of seekers are grouped, which most are not.
    """
    writer = scope.writer
    within = [*scope.asked(), *writer.within(writer.period_days)]
    wanted = {group: all_of(scope.conditions(group.where, *passing(group.stays))) for _, group in asked}
    bits = {condition: bit for bit, condition in enumerate(wanted.values())}
    kept = " AND ".join([*within, f"({' OR '.join(f'({condition})' for condition in wanted.values())})"])
    once = "MATERIALIZED " if writer.dialect == "duckdb" else ""
    joined, figures = "", []
    for i, (indicator, group) in enumerate(asked):
        flag = 1 << bits[wanted[group]]
        conditions = all_of([*within, *scope.accepted(indicator)])
        same = f"s.station = x.station AND s.person = x.person AND (s.met & {flag}) = {flag}"
        rows = f"SELECT station, person FROM {scope.source(str(indicator.table))} WHERE {conditions}"
        joined += (
            f" LEFT JOIN (SELECT station, person, count(*) AS n FROM ({rows}) x"
            f" WHERE EXISTS (SELECT 1 FROM seekers s WHERE {same}) GROUP BY station, person) t{i}"
            f" ON t{i}.station = p.station AND t{i}.person = p.person"
        )
        number = f"CASE WHEN (p.met & {flag}) = {flag} THEN coalesce(t{i}.n, 0) END"
        figures.append(
            f"count({number}) AS people_{indicator.table}, coalesce(min({number}), 0) AS least_{indicator.table},"
            f" CAST(coalesce(sum({number}), 0) AS BIGINT) AS total_{indicator.table}"
        )
    sql = (
        f"WITH seekers AS {once}(SELECT station, person, bit_or({packed(bits)}) AS met"
        f" FROM {scope.source('registrations')} WHERE {kept} GROUP BY station, person)"
        f" SELECT p.station AS station, {', '.join(figures)} FROM seekers p{joined} GROUP BY p.station"
    )
    tables = ("registrations", *(str(indicator.table) for indicator, _ in asked))
    return Statement("seekers", tables, sql)
