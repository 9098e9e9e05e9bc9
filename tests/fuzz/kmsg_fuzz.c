/* kmsg_fuzz.c - any bytes as a record of the kernel's log, and as a message of the OOM killer; two lines are a choice and a kill. */
#include <string.h>

#include "fuzz.h"
#include "kmsg.h"

static void as_messages(const char *text, size_t size)
{
	const char *newline = memchr(text, '\n', size);
	size_t first = newline ? (size_t)(newline - text) : size;
	struct kmsg_choice choice = { 0 };
	struct kmsg_kill kill;
	char group[256];

	if (!kmsg_kill_parse(newline ? newline + 1 : text, newline ? size - first - 1 : size, &kill))
		return;
	HOLDS(kill.pid > 0);
	HOLDS(kill.comm_length < sizeof(kill.comm) && kill.comm[kill.comm_length] == '\0');
	if (!kmsg_choice_parse(text, first, &choice))
		return;
	HOLDS(choice.group >= text && choice.group + choice.length <= text + first);
	HOLDS(kmsg_choice_group(&choice, &kill, group, sizeof(group)) < sizeof(group));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct kmsg_record r;

	if (kmsg_parse(text, size, &r))
		HOLDS(r.message >= text && r.message + r.length <= text + size);
	as_messages(text, size);
	return 0;
}
