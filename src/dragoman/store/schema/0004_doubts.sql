-- Why it is doubtful that a verbal event makes a commitment: its maker is guessed, its content is no act. Events of older archives have no row.
CREATE TABLE doubt (document VARCHAR NOT NULL, event VARCHAR NOT NULL, why VARCHAR NOT NULL);
