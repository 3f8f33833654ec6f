import '../../parts';

export { NotFound } from '../../parts/not-found';
