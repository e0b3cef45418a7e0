"""Imports every module with tables, so that migrations and tests see all of them."""

import contest.models
import foundation.account.models
import foundation.audit.models
import foundation.documents.models
import foundation.importing.models
import foundation.jobs.models
import foundation.organisation.models
import question_bank.models
import quiz.models
import training.models

__all__ = ["contest", "foundation", "question_bank", "quiz", "training"]
