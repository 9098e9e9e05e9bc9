/* file_lock_fuzz.c - any bytes as the locks of /proc/PID/fdinfo/FD. */
#include "file_lock.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct text_at t = { text, text + size };
	const char *last = text;
	struct file_lock l;

	while (file_lock_next(&t, &l)) {
		HOLDS(l.kind && l.access);
		/* "lock:1:POSIX x READ 0 0 0 0" and the blanks between take room. */
		HOLDS(t.at <= text + size && t.at - last >= 20);
		last = t.at;
	}
	return 0;
}
