/* command_text.h - a command with its arguments, and how it ended, fit to be shown in a report. */
#ifndef COMMAND_TEXT_H
#define COMMAND_TEXT_H

#include "text.h"

#define COMMAND_TEXT 44          /* bytes of it, at most */

const char *command_text(char out[COMMAND_TEXT], char *const argv[], enum text_set set);

#define COMMAND_END 64

/* "ended with 3", "was ended by signal 9 (Killed)". The status is as wait(2) gives it. */
const char *command_end_text(char out[COMMAND_END], int status);

#endif
