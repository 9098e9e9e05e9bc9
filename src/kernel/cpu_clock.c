/* cpu_clock.c - asks the clocks of other processes. Opens no file of theirs. */
#define _GNU_SOURCE
#include "cpu_clock.h"

#include <ctype.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define CLOCK_OF_PROCESS 2   /* the kernel's CPUCLOCK_SCHED, which is the scheduler's own count */

bool cpu_clock_read(pid_t pid, uint64_t *ns)
{
	/* The number that clock_getcpuclockid(3) would give, without a second call that tries it. */
	clockid_t clock = ~(clockid_t)pid * 8 | CLOCK_OF_PROCESS;
	struct timespec t;

	if (clock_gettime(clock, &t) != 0)
		return false;
	*ns = (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
	return true;
}

/* Some CPUs may run without a timer tick (nohz_full= on the kernel's command line): there the clock stands for a second at a
 * time while a process runs. The file has their numbers. */
static bool has_tickless_cpus(void)
{
	int fd = open("/sys/devices/system/cpu/nohz_full", O_RDONLY | O_CLOEXEC);
	char first = '\0';

	if (fd < 0)
		return false;
	if (read(fd, &first, 1) != 1)
		first = '\0';
	close(fd);
	return isdigit((unsigned char)first);
}

bool cpu_clock_is_prompt(void)
{
	uint64_t ns;

	return cpu_clock_read(getpid(), &ns) && !has_tickless_cpus();
}
