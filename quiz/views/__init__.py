"""Pages of quizzes: for those who take them, who watch them, who set them up."""
