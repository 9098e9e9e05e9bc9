/* oom_text.h - what the OOM killer would do, and what it did, in words. */
#ifndef OOM_TEXT_H
#define OOM_TEXT_H

#include "oom.h"
#include "text.h"

#define OOM_TEXT 256

/* All of these write printable text with a zero at the end, as much as fits, and return the bytes written. */

/* "this machine, 23.5G", "control group /docker/web, 512M", "this container, control group /, 512M" */
size_t oom_write_scope(char *out, size_t room, const struct oom_rank *r, enum text_set set);

/* "4711 postgres goes first; 1.2G ahead of 812 java" */
size_t oom_write_first(char *out, size_t room, const struct oom_rank *r, const struct sample *s, enum text_set set);

/* What else decides, line by line: memory.oom.group, settings of the kernel. 0 behind the last. */
size_t oom_write_rule(char *out, size_t room, size_t line, const struct oom_rank *r, const struct sample *s, enum text_set set);

/* "2 OOM kills, last 12:03:44 python 4711 in /docker/web", of those since the start or since boot; nothing where there were none. */
enum kills_span { SINCE_START, SINCE_BOOT };
size_t kills_write(char *out, size_t room, const struct kills_seen *k, enum kills_span span, enum text_set set);

/* "12:03:44 python 4711 in /docker/web, 1.2G" */
size_t kill_write(char *out, size_t room, const struct kill *k, enum text_set set);

/* "first of 41", "3rd of 41" */
size_t oom_write_place(char *out, size_t room, uint32_t rank, size_t of);

#endif
