import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Erasure } from './erasure.entity';
import { ErasuresController } from './erasures.controller';
import { ErasuresRepository } from './erasures.repository';
import { ErasuresService } from './erasures.service';

/** A room that imports nothing but the ledger: what may leave it, and how. */
@Module({
  imports: [TypeOrmModule.forFeature([Erasure])],
  controllers: [ErasuresController],
  providers: [ErasuresRepository, ErasuresService],
})
export class ErasuresModule {}
