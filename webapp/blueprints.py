"""The map of the site: which pages stand under which prefix."""

from flask import Flask
from flask_wtf import CSRFProtect

from contest import views as contest
from foundation.account import views as account
from foundation.documents import views as documents
from foundation.importing import views as importing
from foundation.jobs import views as jobs
from foundation.organisation import views as organisation
from question_bank import views as question_bank
from quiz.views import marking as quiz_marking
from quiz.views import replacing as question_sources
from quiz.views import statistics as quiz_statistics
from quiz.views import taker as quiz_taker
from training import views as training
from webapp import home, regrading, system


def register(app: Flask, csrf: CSRFProtect) -> None:
    """Attach all pages."""
    app.register_blueprint(home.blueprint)
    app.register_blueprint(account.blueprint, url_prefix="/tai-khoan")
    app.register_blueprint(organisation.blueprint, url_prefix="/don-vi")
    app.register_blueprint(importing.blueprint, url_prefix="/nhap-danh-sach")
    app.register_blueprint(documents.blueprint)
    app.register_blueprint(jobs.blueprint, url_prefix="/jobs")
    app.register_blueprint(question_bank.blueprint, url_prefix="/questions")
    app.register_blueprint(question_sources.blueprint, url_prefix="/questions/van-ban")
    app.register_blueprint(regrading.blueprint, url_prefix="/cham-lai")
    app.register_blueprint(quiz_taker.blueprint)
    app.register_blueprint(quiz_marking.blueprint, url_prefix="/cham-bai")
    app.register_blueprint(quiz_statistics.blueprint, url_prefix="/statistics")
    csrf.exempt(quiz_taker.save_answer)  # it carries a token of its own in a header
    app.register_blueprint(contest.organiser.blueprint, url_prefix="/contests")
    app.register_blueprint(contest.desk.blueprint, url_prefix="/desk")
    app.register_blueprint(contest.judge.blueprint, url_prefix="/judge")
    app.register_blueprint(contest.screen.blueprint, url_prefix="/screen")
    app.register_blueprint(contest.public.blueprint, url_prefix="/ket-qua")
    app.register_blueprint(training.figures.blueprint, url_prefix="/so-lieu")
    app.register_blueprint(training.office.blueprint, url_prefix="/lop")
    app.register_blueprint(training.trainer.blueprint, url_prefix="/giang-day")
    app.register_blueprint(training.learner.blueprint, url_prefix="/hoc")
    app.register_blueprint(system.blueprint, url_prefix="/he-thong")
