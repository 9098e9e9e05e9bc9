/* box_words.c - takes names of containers out of arguments of conmon and of names of logs. Opens no file. */
#include "box_words.h"

#include <stdio.h>
#include <string.h>

#define LOG_END ".log"

/* The argument at *at, moving behind it. NULL: there is no whole one any more. */
static const char *next(const char **at, const char *end)
{
	const char *word = *at, *zero = word < end ? memchr(word, '\0', (size_t)(end - word)) : NULL;

	*at = zero ? zero + 1 : end;
	return zero ? word : NULL;
}

/* Behind "--" are arguments of others. */
bool conmon_parse(const char *text, size_t length, struct conmon_words *out)
{
	const char *at = text, *end = text + length, *word;
	const struct { const char *letter, *word; const char **into; } options[] = {
		{ "-c", "--cid", &out->id }, { "-n", "--name", &out->name }, { "-b", "--bundle", &out->bundle },
	};

	*out = (struct conmon_words){ 0 };
	next(&at, end);
	while ((word = next(&at, end)) && strcmp(word, "--") != 0)
		for (size_t i = 0; i < ARRAY_LEN(options); i++)
			if (!*options[i].into && (strcmp(word, options[i].letter) == 0 || strcmp(word, options[i].word) == 0)) {
				*options[i].into = next(&at, end);
				break;
			}
	return out->id && box_id_is(out->id, strlen(out->id)) && out->name && out->name[0];
}

void pod_log_take(struct box_names *b, const char *file)
{
	size_t length = strlen(file), tail = BOX_ID + sizeof(LOG_END) - 1;
	const char *space = strchr(file, '_'), *container = space ? strchr(space + 1, '_') : NULL, *id;
	struct box_name *n;
	char name[3 * BOX_TEXT];

	if (length <= tail || length >= sizeof(name) || strcmp(file + length - (sizeof(LOG_END) - 1), LOG_END) != 0)
		return;
	id = file + length - tail;
	/* None of the three is empty. */
	if (id[-1] != '-' || !container || container + 2 >= id || container == space + 1 || space == file)
		return;
	n = box_names_find(b, id, BOX_ID);
	if (!n)
		return;
	snprintf(name, sizeof(name), "%.*s/%.*s/%.*s", (int)(container - space - 1), space + 1, (int)(space - file), file,
	         (int)(id - container - 2), container + 1);
	box_name_set(b, &n->name, name, strlen(name));
}
