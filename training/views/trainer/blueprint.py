"""The trainers' blueprint."""

from flask import Blueprint

from foundation.account.permissions import Permission

blueprint = Blueprint("course_trainer", __name__)
TEACH = Permission.TRAINING_TEACH
