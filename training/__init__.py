"""Classes in political theory: programmes, lessons, attendance, marks, recognition, figures."""
