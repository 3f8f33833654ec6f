/// What happened at portals' doors, for those whom it concerns: added to, never changed, forgotten after a while.
@NullMarked
package dev.portico.auth.audit;

import org.jspecify.annotations.NullMarked;
