/* workload_memory.c - memory of known size, and what the kernel itself says of it. Starts nothing. */
#define _GNU_SOURCE
#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "workload.h"

char *workload_touch(char *memory, size_t bytes)
{
	memset(memory, 1, bytes);
	return memory;
}

static char *map(size_t bytes, int how)
{
	char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | how, -1, 0);

	ck_assert_ptr_ne(memory, MAP_FAILED);
	madvise(memory, bytes, MADV_NOHUGEPAGE);
	/* A kernel that takes away what lies idle would change the figures. It is no matter where we may not forbid it. */
	(void)!mlock2(memory, bytes, MLOCK_ONFAULT);
	return memory;
}

char *workload_anonymous(size_t bytes)
{
	return workload_touch(map(bytes, MAP_PRIVATE), bytes);
}

char *workload_shared(size_t bytes)
{
	return map(bytes, MAP_SHARED);
}

static FILE *open_file(pid_t pid, const char *file)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	f = fopen(path, "re");
	ck_assert_msg(f != NULL, "cannot open %s", path);
	return f;
}

uint64_t workload_figure(pid_t pid, const char *file, const char *key)
{
	FILE *f = open_file(pid, file);
	unsigned long long n;
	uint64_t sum = 0;
	bool found = false;
	char line[512];

	while (fgets(line, sizeof(line), f)) {
		const char *colon = strchr(line, ':');
		if (strncmp(line, key, strlen(key)) != 0 || !colon || sscanf(colon + 1, "%llu", &n) != 1)
			continue;
		sum += strstr(colon, " kB") ? n * 1024 : n;
		found = true;
	}
	fclose(f);
	ck_assert_msg(found, "/proc/%d/%s has no %s", (int)pid, file, key);
	return sum;
}

uint64_t workload_statm(pid_t pid, int field)
{
	FILE *f = open_file(pid, "statm");
	unsigned long long pages = 0;

	for (int i = 0; i < field; i++)
		ck_assert_int_eq(fscanf(f, "%llu", &pages), 1);
	fclose(f);
	return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

uint64_t workload_rss(pid_t pid)
{
	return workload_figure(pid, "smaps_rollup", "Rss:");
}

uint64_t workload_shr(pid_t pid)
{
	return workload_rss(pid) - workload_figure(pid, "smaps_rollup", "Anonymous:");
}

uint64_t workload_batch(void)
{
	uint64_t cpus = (uint64_t)sysconf(_SC_NPROCESSORS_CONF), batch = cpus * 2 > 32 ? cpus * 2 : 32;

	return 3 * cpus * batch * (uint64_t)sysconf(_SC_PAGESIZE);
}
