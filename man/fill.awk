# fill.awk - puts ramtop's own tables into the manual: @OPTIONS@ stands for what "ramtop --list options" prints.
# Wants: -v ramtop=PATH -v version=V
function troff(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	gsub(/"/, "\\(dq", text)
	gsub(/\^/, "\\(ha", text)
	gsub(/~/, "\\(ti", text)
	sub(/^[.\047]/, "\\\\\\&&", text)
	return text
}

# Every line of a table is a name, two spaces or more, and what it means; a line without is a heading.
function table(name,    command, line, gap) {
	command = ramtop " --list " name
	while ((command | getline line) > 0) {
		sub(/^ +/, "", line)
		gap = match(line, /  +/)
		if (gap)
			printf ".TP\n.B \"%s\"\n%s\n", troff(substr(line, 1, gap - 1)), troff(substr(line, gap + RLENGTH))
		else if (line != "")
			printf ".SS \"%s\"\n", troff(line)
	}
	close(command)
}

/^@[A-Z_]+@$/ && $0 != "@VERSION@" { table(tolower(substr($0, 2, length($0) - 2))); next }
{ gsub(/@VERSION@/, version); print }
