/* command_text.c - words with blanks between them. Quotes none. */
#include "command_text.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

const char *command_text(char out[COMMAND_TEXT], char *const argv[], enum text_set set)
{
	char command[4 * COMMAND_TEXT] = "";

	for (size_t i = 0, used = 0; argv[i] && used < sizeof(command); i++)
		used += (size_t)snprintf(command + used, sizeof(command) - used, "%s%s", i ? " " : "", argv[i]);
	text_printable(out, COMMAND_TEXT, command, strlen(command), set);
	return out;
}

const char *command_end_text(char out[COMMAND_END], int status)
{
	if (WIFSIGNALED(status))
		snprintf(out, COMMAND_END, "was ended by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(out, COMMAND_END, "ended with %d", WEXITSTATUS(status));
	return out;
}
