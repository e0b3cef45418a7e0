"""Rules of quizzes as functions of plain values: drawing papers, time, answers, marking."""
