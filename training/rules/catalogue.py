"""What each figure is called, and in one sentence how it is counted."""

from typing import Final

from foundation.errors import N_

_CATALOGUE: Final = (
    ("courses", N_("Classes held"),
     N_("Classes of the unit and of units then below it, by the day of recognition.")),
    ("separate_courses", N_("Classes held on their own"), N_("Of the classes held.")),
    ("embedded_courses", N_("Classes within another class"), N_("Of the classes held.")),
    ("attended_courses", N_("Classes with learners of the unit"),
     N_("Recognised classes in which people of the unit sat, whoever held them.")),
    ("enrolled", N_("Learners enrolled"),
     N_("Parts in recognised classes: of the unit’s own people wherever they learned, and of all "
        "learners of its own classes. Auditors do not count.")),
    ("turns", N_("Turns completed"),
     N_("Completed parts in classes: who completes two classes counts twice.")),
    ("persons", N_("Persons"),
     N_("Different people among the turns. Persons of programmes or years never add up.")),
    ("completed_percent", N_("Share completed"), N_("Turns completed, of the learners enrolled.")),
    ("members", N_("Party members"), N_("Members of the cells on the last day.")),
    ("trained_members", N_("Members who completed a class"),
     N_("Members of the cells on the last day who had completed a recognised class by then, "
        "wherever and whenever it was held.")),
    ("women_turns", N_("Turns of women"), N_("Of the turns for which it is recorded.")),
    ("minority_turns", N_("Turns of ethnic minorities"),
     N_("Of the turns for which it is recorded.")),
    ("certificates_issued", N_("Certificates issued"),
     N_("Lines of the register by day of issue; a paper issued again is not counted twice.")),
    ("certificates_reissued", N_("Certificates issued again"), N_("By day of issue.")),
    ("certificates_revoked", N_("Certificates revoked"), N_("By the day they were revoked.")),
    ("plan_courses", N_("Classes planned"), N_("Sum of the yearly plans.")),
    ("plan_turns", N_("Learners planned"), N_("Sum of the yearly plans.")),
    ("plan_courses_percent", N_("Classes held against the plan"),
     N_("Classes held, of the classes planned.")),
    ("plan_turns_percent", N_("Turns against the plan"),
     N_("Turns completed, of the learners planned.")),
    ("theory_study_persons", N_("Sent to study political theory elsewhere"),
     N_("Different people whose study began in the period.")),
    ("professional_study_persons", N_("Sent to professional studies elsewhere"),
     N_("Different people whose study began in the period.")),
    ("committee_training_turns", N_("Turns of committee training"),
     N_("Turns completed in classes for committee members.")),
    ("committee_training_persons", N_("Persons in committee training"),
     N_("Different people among these turns.")),
    ("leader_posts", N_("Posts of secretaries and deputies"), N_("Posts held on the last day.")),
    ("leader_persons", N_("Secretaries and deputies in post"),
     N_("Different people in these posts on the last day.")),
    ("leaders_trained_percent", N_("Secretaries and deputies trained"),
     N_("People in post on the last day who had completed a class for committees or secretaries, "
        "of all people in post.")),
    ("committee_members_trained_percent", N_("Committee members trained"),
     N_("Holders of any post of a committee on the last day who had completed such a class, of "
        "all holders.")),
    ("committees_12_meetings_percent", N_("Committees with twelve meetings"),
     N_("Committees of grassroots organisations with a regular meeting in every month of the last "
        "year, of all that were due to meet.")),
    ("cells_regular_and_thematic_percent", N_("Cells meeting regularly and on themes"),
     N_("Cells with a regular meeting in every month and a thematic one in every quarter of the "
        "last year, of all cells. A thematic meeting stands in for no regular one.")),
    ("attendance_percent", N_("Attendance at cell meetings"),
     N_("Members present, of members due, over all meetings of the period together.")),
    ("resolution_book_percent", N_("Cells that keep a resolution book"),
     N_("Of all cells on the last day, for the last year.")),
    ("top_class_percent", N_("Organisations in the top class"),
     N_("Of the grassroots organisations assessed for the last year.")),
    ("planned", N_("Cadres in the plan of succession"),
     N_("Typed from its document; names are confidential and not kept here.")),
    ("added", N_("Cadres added to the plan of succession"),
     N_("Typed from its document; names are confidential and not kept here.")),
)  # fmt: skip

LABELS: Final = {code: label for code, label, _how in _CATALOGUE}
"""Figure's code → its name, a msgid. Bands are named by their rule set."""
HOW: Final = {code: how for code, _label, how in _CATALOGUE}
"""Figure's code → how it is counted, a msgid."""
CODES: Final = tuple(LABELS)
