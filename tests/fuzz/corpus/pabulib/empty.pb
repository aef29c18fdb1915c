META
budget;0
PROJECTS
project_id;cost
VOTES
voter_id;vote
