META
key;value
budget;9000,00
PROJECTS
project_id;votes;cost
a"b;1;9000.00
"c ""d""";0;1
VOTES
vote
"a""b"
