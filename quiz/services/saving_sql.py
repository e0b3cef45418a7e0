"""The statements of the save path, written once; a driver prepares each of them once."""

from functools import cache
from typing import Final

from sqlalchemy.engine.interfaces import DBAPICursor


@cache
def places(count: int) -> str:
    """Return for SQLite: where so many (question, key) go, as one JSON value."""
    return f"""
WITH sent (token, key) AS (VALUES {_marks(count, 2)})
SELECT json_group_array(json_array(
  sent.token,
  EXISTS (SELECT 1 FROM quiz_response_event e WHERE e.item_id = i.id AND e.key = sent.key),
  i.id, i.option_count, i.is_several, a.public_id, a.epoch, a.state, a.deadline, a.ended_at))
FROM sent JOIN quiz_paper_item i ON i.token = sent.token JOIN quiz_attempt a ON a.id = i.attempt_id
"""  # noqa: S608 - only question marks are put in


@cache
def add_events(count: int) -> str:
    """Return for SQLite: add so many events, which are known to be new."""
    return f"""
INSERT INTO quiz_response_event
  (item_id, key, sequence, client, choice, received_at, clicked_ms, is_late)
VALUES {_marks(count, 8)}"""  # noqa: S608 - only question marks are put in


@cache
def keep_newest(count: int) -> str:
    """Return for SQLite: make so many answers the present ones where they are the newest."""
    return f"""
INSERT INTO quiz_response (item_id, is_late, sequence, client, choice, saved_at)
VALUES {_marks(count, 6)}
ON CONFLICT (item_id, is_late) DO UPDATE SET
  sequence = excluded.sequence, client = excluded.client,
  choice = excluded.choice, saved_at = excluded.saved_at
WHERE (excluded.sequence, excluded.client) > (quiz_response.sequence, quiz_response.client)
"""  # noqa: S608 - only question marks are put in


def _marks(rows: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return ", ".join([row] * rows)


# The lock keeps two processes from storing answers of one attempt at the same time, and makes
# a save wait for a hand-in that is under way, and see it.
PLACES_LOCKED: Final = """
SELECT i.token, i.id, i.option_count, i.is_several, a.public_id, a.epoch, a.state, a.deadline,
  a.ended_at
FROM quiz_paper_item i JOIN quiz_attempt a ON a.id = i.attempt_id
WHERE i.token = ANY(%s)
ORDER BY a.id FOR UPDATE OF a"""

# Letters are compared by their codes, as SQLite does, whatever the database's locale says.
ADD_AND_KEEP: Final = """
WITH added AS (
  INSERT INTO quiz_response_event
    (item_id, key, sequence, client, choice, received_at, clicked_ms, is_late)
  SELECT * FROM unnest(%s::int[], %s::text[], %s::int[], %s::text[], %s::text[],
                       %s::timestamptz[], %s::bigint[], %s::boolean[])
  ON CONFLICT (item_id, key) DO NOTHING
  RETURNING item_id, is_late, sequence, client, choice, received_at
), kept AS (
  INSERT INTO quiz_response (item_id, is_late, sequence, client, choice, saved_at)
  SELECT item_id, is_late, sequence, client, choice, received_at FROM added
  ON CONFLICT (item_id, is_late) DO UPDATE SET
    sequence = excluded.sequence, client = excluded.client,
    choice = excluded.choice, saved_at = excluded.saved_at
  WHERE (excluded.sequence, excluded.client COLLATE "C")
      > (quiz_response.sequence, quiz_response.client COLLATE "C")
  RETURNING item_id
)
SELECT item_id, kept.item_id IS NOT NULL FROM added LEFT JOIN kept USING (item_id)"""

EVENT: Final = """
SELECT id, is_late, sequence, client, choice
FROM quiz_response_event WHERE item_id = ? AND key = ?"""

NEWEST_UP_TO: Final = """
SELECT sequence, client, choice, received_at
FROM quiz_response_event WHERE item_id = ? AND is_late = ? AND id <= ?
ORDER BY sequence DESC, client DESC LIMIT 1"""

PRESENT: Final = """
SELECT sequence, client, choice, saved_at
FROM quiz_response WHERE item_id = ? AND is_late = ?"""


def in_style(cursor: DBAPICursor, statement: str) -> str:
    """Return the statement with the marks for values that the cursor's driver knows."""
    if type(cursor).__module__.startswith("psycopg"):
        return statement.replace("?", "%s").replace("client DESC", 'client COLLATE "C" DESC')
    return statement
