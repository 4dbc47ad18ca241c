export type { UnitExtent, UnitReader } from '../../decode/unitReader';
