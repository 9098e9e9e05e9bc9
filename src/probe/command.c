/* command.c - the command line of a process, its program and its directory. Other facts are facts.c's. */
#include <limits.h>
#include <string.h>

#include "inspection.h"

#define COMMAND_MOST (4 << 20)

struct value inspection_link(struct inspection *i, const char *name)
{
	char path[PATH_MAX + 16];
	ssize_t n = procfs_link(i->subject.proc, i->subject.pid, name, path, sizeof(path));

	return n < 0 ? value_unknown() : value_text(inspection_keep(i, path, (size_t)n), (size_t)n);
}

/* The words with a blank between them. */
static enum probe_end read_words(struct inspection *i, struct value *out)
{
	enum probe_end end = subject_read(&i->subject, "cmdline", COMMAND_MOST, &i->bytes);
	char *text;
	size_t length;

	*out = value_unknown();
	if (end != PROBE_READ)
		return end;
	text = arena_take(&i->texts, i->bytes.count + 1);
	memcpy(text, i->bytes.data, i->bytes.count);
	for (length = i->bytes.count; length > 0 && text[length - 1] == '\0'; length--)
		;
	for (size_t k = 0; k < length; k++)
		text[k] = text[k] ? text[k] : ' ';
	*out = value_text(text, length);
	return end;
}

static void add(struct inspection *i, const char *section, const char *name, struct value v, const char *help)
{
	struct fact *f = vec_push(&i->facts);

	*f = (struct fact){ .section = section, .name = name, .name_length = strlen(name), .unit = UNIT_TEXT, .value = v, .help = help };
}

enum probe_end command_add(struct inspection *i, const char *section)
{
	struct value words;
	enum probe_end end = read_words(i, &words);

	add(i, section, "command", words, "command");
	add(i, section, "exe", inspection_link(i, "exe"), "program");
	add(i, section, "cwd", inspection_link(i, "cwd"), "directory");
	return end;
}

/* Where all facts are asked for, these are among them. */
void command_read(struct inspection *i)
{
	if (!(i->parts & INSPECT_FACTS))
		i->command_end = command_add(i, "process");
}
