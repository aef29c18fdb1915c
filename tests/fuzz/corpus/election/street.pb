META
key;value
description;A street
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
1;60;Trees
2;50;Benches
3;40;"A fountain; large"
VOTES
voter_id;age;vote
1;34;"1,2"
2;51;2,3
3;;1
4;27;
