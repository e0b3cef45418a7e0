"""Rules of the bank: functions of plain values."""
