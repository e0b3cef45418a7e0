"""Rules of contests: functions of plain values."""
