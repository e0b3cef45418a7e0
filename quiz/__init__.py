"""Online quizzes: a paper drawn from the bank for each person, answers kept at once, marking.

Stands on ``question_bank`` and ``foundation``; knows nothing of contests and courses.
"""
