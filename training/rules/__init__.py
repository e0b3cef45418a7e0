"""What decides about attendance, marks, passing and figures: functions of plain values."""
