/* slim.c - from a child to the command with as little in memory as can be. Forks nobody. */
#define _GNU_SOURCE
#include "slim.h"

#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Found by the linker when ramtop starts, not when the child first calls it: that reads tables of all libraries. */
static long (*const call)(long number, ...) = syscall;

/* ---- before the fork ------------------------------------------------------------------------------------------------------------ */

/* What is never written to: whole pages of it. */
static int add_object(struct dl_phdr_info *o, size_t size, void *slim)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start, end;
	struct slim *s = slim;

	(void)size;
	for (size_t i = 0; i < o->dlpi_phnum && s->count < SLIM_SPANS; i++) {
		const ElfW(Phdr) *h = &o->dlpi_phdr[i];
		if (h->p_type != PT_LOAD || h->p_flags & PF_W)
			continue;
		start = (o->dlpi_addr + h->p_vaddr) & ~(page - 1);
		end = (o->dlpi_addr + h->p_vaddr + h->p_memsz + page - 1) & ~(page - 1);
		s->spans[s->count++] = (struct slim_span){ (char *)start, end - start };
	}
	return 0;
}

static bool is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0;
}

/* As execvp(3) finds it; what that makes of an empty or a missing PATH is left to it. */
static void find(struct slim *s, const char *command)
{
	const char *at = getenv("PATH"), *end;

	if (strchr(command, '/')) {
		if (snprintf(s->path, sizeof(s->path), "%s", command) >= (int)sizeof(s->path))
			s->path[0] = '\0';
		return;
	}
	for (; at && *at; at = *end ? end + 1 : end) {
		end = strchrnul(at, ':');
		if (end > at && snprintf(s->path, sizeof(s->path), "%.*s/%s", (int)(end - at), at, command) < (int)sizeof(s->path) &&
		    is_program(s->path))
			return;
		if (end == at)
			break;
	}
	s->path[0] = '\0';
}

void slim_plan(struct slim *s, const char *command)
{
	s->count = 0;
	dl_iterate_phdr(add_object, s);
	find(s, command);
}

/* ---- in the child --------------------------------------------------------------------------------------------------------------- */

/* Each page of a file that is touched brings the 15 around it: so nothing is called but one function. "5" makes the kernel forget the
 * peak until then: see proc(5), clear_refs. Where that cannot be written, the peak is what it was. */
void slim_exec(const struct slim *s, char *const argv[])
{
	long peak = call(SYS_openat, AT_FDCWD, "/proc/self/clear_refs", O_WRONLY | O_CLOEXEC, 0);

	if (!s->path[0])
		return;
	for (size_t i = 0; i < s->count; i++)
		call(SYS_madvise, s->spans[i].start, s->spans[i].length, MADV_DONTNEED);
	call(SYS_write, peak, "5", 1L);
	call(SYS_execve, s->path, argv, environ);
}
