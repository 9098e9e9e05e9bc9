/* weather.c - makes memory short. Measures nothing. */
#define _GNU_SOURCE
#include "weather.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096
#define MB ((size_t)1 << 20)

static bool put(const char *dir, const char *file, const char *text)
{
	char path[512];
	int fd;
	bool ok;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	ok = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool make_group(struct weather *w, const char *parent, const char *limit_file)
{
	char bytes[32];

	snprintf(w->group, sizeof(w->group), "%s/ramtop-storm-%d", parent, (int)getpid());
	snprintf(bytes, sizeof(bytes), "%zu", w->limit);
	if (mkdir(w->group, 0755) == 0 && put(w->group, limit_file, bytes))
		return true;
	rmdir(w->group);
	w->group[0] = '\0';
	return false;
}

bool weather_open(struct weather *w, const char *file, size_t limit)
{
	*w = (struct weather){ .file = file, .limit = limit };
	put("/sys/fs/cgroup", "cgroup.subtree_control", "+memory");
	if (make_group(w, "/sys/fs/cgroup/memory", "memory.limit_in_bytes") || make_group(w, "/sys/fs/cgroup", "memory.max"))
		return true;
	fprintf(stderr, "storm: no control group with a limit of memory can be made: %s\n", strerror(errno));
	return false;
}

/* In the child: called by this name, ends with us, and is in the group. */
static void become(const struct weather *w, const char *name, bool inside)
{
	char self[32];

	prctl(PR_SET_PDEATHSIG, SIGKILL);   /* outlives an exec */
	prctl(PR_SET_NAME, name);
	signal(SIGTERM, SIG_DFL);
	snprintf(self, sizeof(self), "%d", (int)getpid());
	if (inside && w->group[0] && !put(w->group, "cgroup.procs", self))
		_exit(2);
}

static pid_t start(struct weather *w, const char *name, bool inside)
{
	pid_t pid = fork();

	if (pid == 0)
		become(w, name, inside);
	else if (pid > 0 && w->count < WEATHER_MOST)
		w->pids[w->count++] = pid;
	return pid;
}

_Noreturn void weather_read(const char *file)
{
	int fd = open(file, O_RDONLY);
	struct stat st;
	const volatile char *bytes;
	unsigned long seed = (unsigned long)getpid();
	char sum = 0;

	if (fd < 0 || fstat(fd, &st) != 0 || st.st_size < PAGE)
		_exit(3);
	bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		_exit(3);
	for (;;) {
		seed = seed * 6364136223846793005ul + 1442695040888963407ul;
		sum = (char)(sum + bytes[(seed >> 20) % ((unsigned long)st.st_size / PAGE) * PAGE]);
	}
}

pid_t weather_reader(struct weather *w, const char *name)
{
	pid_t pid = start(w, name, true);

	/* A program of its own: its command line has its name. */
	if (pid == 0) {
		execl("/proc/self/exe", name, WEATHER_READ, w->file, (char *)NULL);
		_exit(127);
	}
	return pid;
}

static _Noreturn void hold(size_t bytes)
{
	volatile char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		_exit(3);
	for (;;) {
		for (size_t i = 0; i < bytes; i += PAGE)
			memory[i]++;
		usleep(1000);
	}
}

pid_t weather_holder(struct weather *w, size_t bytes)
{
	pid_t pid = start(w, "storm-holder", true);

	if (pid == 0)
		hold(bytes);
	return pid;
}

size_t weather_available(void)
{
	FILE *f = fopen("/proc/meminfo", "r");
	size_t kb = 0;
	char line[128];

	while (f && fgets(line, sizeof(line), f) && sscanf(line, "MemAvailable: %zu", &kb) != 1)
		;
	if (f)
		fclose(f);
	return kb * 1024;
}

/* Takes a megabyte at a time, and touches what it has so that it stays dear. */
static _Noreturn void take_until(size_t available)
{
	size_t most = (size_t)1 << 38, have = 0;
	volatile char *memory = mmap(NULL, most, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory == MAP_FAILED)
		_exit(3);
	for (;;) {
		while (weather_available() > available && have + MB < most) {
			for (size_t i = 0; i < MB; i += PAGE)
				memory[have + i] = 1;
			have += MB;
		}
		usleep(100000);
	}
}

void weather_press(struct weather *w, size_t available, int readers)
{
	for (int i = 0; i < readers; i++)
		if (start(w, "storm-outside", false) == 0)
			weather_read(w->file);
	if (start(w, "storm-taker", false) == 0) {
		/* Should it come to that, it is the one to go. */
		put("/proc/self", "oom_score_adj", "1000");
		take_until(available);
	}
}

void weather_close(struct weather *w)
{
	for (size_t i = 0; i < w->count; i++)
		kill(w->pids[i], SIGKILL);
	for (size_t i = 0; i < w->count; i++)
		waitpid(w->pids[i], NULL, 0);
	/* The last of them may still be on its way out of the group. */
	for (int i = 0; w->group[0] && i < 100 && rmdir(w->group) != 0 && errno == EBUSY; i++)
		usleep(50000);
}
