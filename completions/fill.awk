# fill.awk - puts ramtop's own tables into a shell's completion: @TABLES@, @OPTIONS@ and the like stand alone in a line.
# Wants: -v ramtop=PATH -v shell=bash|zsh|fish
#
# An option's argument that is called like a table of "ramtop --list" takes what stands in it: GROUP, FORMAT. In the plural it takes
# several, with commas between them (COLUMNS); with [-] one that may have a minus.

# Every line of a table is a name, two spaces or more, and what it means.
function read_table(table,    command, line, gap, n) {
	command = ramtop " --list " table
	while ((command | getline line) > 0) {
		gap = match(line, /   */)
		if (line ~ /^ *-/)
			gap = match(line, /[^ ]   */) + 1
		if (gap < 2)
			continue
		n = ++count[table]
		name[table, n] = substr(line, 1, gap - 1)
		help[table, n] = substr(line, gap)
		sub(/^ +/, "", help[table, n])
	}
	close(command)
}

# "-o, --columns COLUMNS": letter, long name, argument.
function read_options(    i, words, n) {
	read_table("options")
	for (i = 1; i <= count["options"]; i++) {
		n = split(name["options", i], words, /,? +/)
		letter[i] = words[1] ~ /^-[^-]/ ? substr(words[1], 2) : ""
		long[i] = words[n] ~ /^--/ ? substr(words[n], 3) : substr(words[n - 1], 3)
		argument[i] = words[n] ~ /^--/ ? "" : words[n]
	}
}

# "show PID", and "; heeds --json --proc" at the end of what it means.
function read_commands(    i, words, at) {
	read_table("commands")
	for (i = 1; i <= count["commands"]; i++) {
		operand[i] = split(name["commands", i], words, " ") > 1 ? words[2] : ""
		name["commands", i] = words[1]
		at = index(help["commands", i], "; heeds ")
		heeds[i] = substr(help["commands", i], at + 8) " "
		help["commands", i] = substr(help["commands", i], 1, at - 1)
	}
}

# What stands for an argument: the name of a table, or users, pids, dirs, files, programs, filters; "".
function kind(text,    plain) {
	plain = text
	gsub(/[^A-Za-z]/, "", plain)
	plain = tolower(plain)
	if (plain in kinds)
		return kinds[plain]
	return plain in is_table ? plain : (plain "s") in is_table ? plain "s" : ""
}

function is_list(text) { return tolower(text) in is_table || text == "PIDS" }
function is_signed(text) { return text ~ /^\[-\]/ }

function words_of(table,    i, all) {
	for (i = 1; i <= count[table]; i++)
		all = all (i > 1 ? " " : "") name[table, i]
	return all
}

# In single quotes, as all three shells read them.
function quoted(text) {
	gsub(/\\/, shell == "fish" ? "\\\\\\\\" : "\\\\", text)
	gsub(/\047/, shell == "fish" ? "\\\047" : "\047\\\047\047", text)
	return "\047" text "\047"
}

# ---- bash ------------------------------------------------------------------------------------------------------------------

function bash_tables(    t) {
	for (t = 1; t <= tables; t++)
		printf "\tlocal %s=%s\n", table_name[t], quoted(words_of(table_name[t]))
}

function bash_names(i) { return (letter[i] ? "-" letter[i] "|" : "") "--" long[i] }

function bash_value(text,    k) {
	k = kind(text)
	if (k in is_table)
		return "_ramtop_" (is_list(text) ? "list" : is_signed(text) ? "signed" : "words") " \"$" k "\""
	return k ? "_ramtop_" k : ":"
}

function bash_arguments(    i) {
	for (i = 1; i <= options; i++)
		if (argument[i])
			printf "\t%s) %s ;;\n", bash_names(i), bash_value(argument[i])
}

# Of options that take an argument the next word is none of its own.
function bash_taking(    i, all) {
	for (i = 1; i <= options; i++)
		if (argument[i])
			all = all (all ? "|" : "") bash_names(i)
	printf "\t\t%s)\n", all
}

function bash_operands(    i) {
	for (i = 1; i <= commands; i++)
		if (operand[i])
			printf "\t%s) %s ;;\n", name["commands", i], bash_value(operand[i])
}

function bash_options(    i, all) {
	for (i = 1; i <= commands; i++)
		printf "\t%s) _ramtop_words %s ;;\n", name["commands", i], quoted(heeds[i] (index(heeds[i], "--help ") ? "" : "--help"))
	for (i = 1; i <= options; i++)
		all = all (letter[i] ? "-" letter[i] " " : "") "--" long[i] " "
	printf "\t*) _ramtop_words %s ;;\n", quoted(all)
}

# ---- zsh -------------------------------------------------------------------------------------------------------------------

function zsh_described(word, text) {
	gsub(/:/, "\\:", word)
	return quoted(word ":" text)
}

function zsh_tables(    t, i) {
	for (t = 1; t <= tables; t++) {
		printf "local -a %s=(\n", table_name[t]
		for (i = 1; i <= count[table_name[t]]; i++)
			printf "\t%s\n", zsh_described(name[table_name[t], i], help[table_name[t], i])
		print ")"
	}
}

# A blank before it keeps _arguments from adding words of its own.
function zsh_action(text,    k) {
	k = kind(text)
	if (k in is_table)
		return " _ramtop_" (is_list(text) ? "list" : is_signed(text) ? "signed" : "words") " " k
	return k == "filters" ? " _ramtop_filters" : k ? "_ramtop_" k : " "
}

function zsh_option(i,    text, spec, many) {
	text = help["options", i]
	gsub(/[\]\[\\]/, "\\\\&", text)
	spec = "[" text "]"
	if (argument[i])
		spec = spec ":" tolower(kind(argument[i]) ? kind(argument[i]) : argument[i]) ":" zsh_action(argument[i])
	many = text ~ /several times/ ? "*" : ""
	if (letter[i])
		return (many ? "\047*\047" : quoted("(-" letter[i] " --" long[i] ")")) "{-" letter[i] (argument[i] ? "+" : "") ",--" long[i] (argument[i] ? "=" : "") "}" quoted(spec)
	return quoted(many "--" long[i] (argument[i] ? "=" : "") spec)
}

function zsh_options(    i) {
	for (i = 1; i <= options; i++)
		printf "\t%s \\\n", zsh_option(i)
}

function zsh_operands(    c, i) {
	for (c = 1; c <= commands; c++) {
		printf "%s)\n\t_arguments -s -S \\\n", name["commands", c]
		for (i = 1; i <= options; i++)
			if (index(" " heeds[c], " --" long[i] " "))
				printf "\t\t%s \\\n", zsh_option(i)
		print operand[c] ? "\t\t" quoted("1:" tolower(kind(operand[c])) ":" zsh_action(operand[c])) : "\t\t\047(--help)--help[print the help]\047"
		print "\t;;"
	}
}

# ---- fish ------------------------------------------------------------------------------------------------------------------

function fish_tables(    t, i) {
	for (t = 1; t <= tables; t++) {
		printf "\tcase %s\n\t\tprintf \047%%s\\t%%s\\n\047", table_name[t]
		for (i = 1; i <= count[table_name[t]]; i++)
			printf " \\\n\t\t\t%s %s", name[table_name[t], i], quoted(help[table_name[t], i])
		print ""
	}
}

function fish_value(text,    k) {
	k = kind(text)
	if (k in is_table)
		return " -x -a \047(__ramtop_" (is_list(text) ? "list" : is_signed(text) ? "signed" : "words") " " k ")\047"
	return k == "files" ? " -r -F" : k ? " -x -a \047(__ramtop_" k ")\047" : " -x"
}

# An option that commands heed is offered with these, and without any.
function fish_when(i,    c, all) {
	for (c = 1; c <= commands; c++)
		if (!index(" " heeds[c], " --" long[i] " "))
			all = all " " name["commands", c]
	return all ? " -n \047not __fish_seen_subcommand_from" all "\047" : ""
}

function fish_options(    i) {
	for (i = 1; i <= options; i++)
		printf "complete -c ramtop%s%s -l %s%s -d %s\n", fish_when(i), letter[i] ? " -s " letter[i] : "", long[i],
			argument[i] ? fish_value(argument[i]) : "", quoted(help["options", i])
}

function fish_operands(    c) {
	for (c = 1; c <= commands; c++)
		if (operand[c])
			printf "complete -c ramtop -n \047__fish_seen_subcommand_from %s\047%s\n", name["commands", c], fish_value(operand[c])
}

BEGIN {
	kinds["user"] = "users"
	kinds["pid"] = kinds["pids"] = "pids"
	kinds["dir"] = "dirs"
	kinds["file"] = "files"
	kinds["command"] = "programs"
	kinds["filter"] = "filters"
	read_table("tables")
	for (i = 1; i <= count["tables"]; i++) {
		t = name["tables", i]
		is_table[t]
		if (t == "keys" || t == "options")
			continue
		table_name[++tables] = t
		if (t != "commands" && t != "tables")
			read_table(t)
	}
	read_options()
	read_commands()
	options = count["options"]
	commands = count["commands"]
}

/^[ \t]*@[A-Z]+@$/ {
	part = tolower($1)
	gsub(/@/, "", part)
	if (shell == "bash" && part == "tables") bash_tables()
	else if (shell == "bash" && part == "arguments") bash_arguments()
	else if (shell == "bash" && part == "taking") bash_taking()
	else if (shell == "bash" && part == "operands") bash_operands()
	else if (shell == "bash" && part == "options") bash_options()
	else if (shell == "zsh" && part == "tables") zsh_tables()
	else if (shell == "zsh" && part == "options") zsh_options()
	else if (shell == "zsh" && part == "operands") zsh_operands()
	else if (shell == "fish" && part == "tables") fish_tables()
	else if (shell == "fish" && part == "options") fish_options()
	else if (shell == "fish" && part == "operands") fish_operands()
	next
}
{ print }
