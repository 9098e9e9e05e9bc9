# fill.awk - puts ramtop's own tables into the manual: @OPTIONS@, @KEYS@ and @COLUMNS@. Wants: -v ramtop=PATH -v version=V
function troff(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	return text
}

# Every line of a table is a name, two spaces or more, and what it means.
function table(name,    command, line, gap) {
	command = ramtop " --list " name
	while ((command | getline line) > 0) {
		sub(/^ +/, "", line)
		gap = match(line, /  +/)
		printf ".TP\n.B \"%s\"\n%s\n", troff(substr(line, 1, gap - 1)), troff(substr(line, gap + RLENGTH))
	}
	close(command)
}

/^@[A-Z]+@$/ && $0 != "@VERSION@" { table(tolower(substr($0, 2, length($0) - 2))); next }
{ gsub(/@VERSION@/, version); print }
